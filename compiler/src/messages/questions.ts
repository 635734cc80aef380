// The words of open questions that clauses leave (AV3020 on): what the text does not say, with its readings.

export const questionMessages = {};
