// What the languages of labels and documents are called in English.
export const languageNames: Readonly<Record<string, string>> = {
  ...{ nb: 'Norwegian (bokmål)', nn: 'Norwegian (nynorsk)', no: 'Norwegian', sv: 'Swedish', da: 'Danish' },
  ...{ nl: 'Dutch', de: 'German', en: 'English', fi: 'Finnish', is: 'Icelandic' },
};
