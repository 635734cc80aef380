// Shows avtal at work on one agreement, from its text to an invoice.
console.log('The demonstration comes with the command-line tool.');
