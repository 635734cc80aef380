// A language server made with Langium: its example language of entities, with the grammar that the Langium project gives
// for it (examples/domainmodel, MIT). Served over any two streams; as a process, over stdio.
import { createServicesForGrammar } from 'langium/grammar';
import { startLanguageServer } from 'langium/lsp';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

const grammar = `
grammar DomainModel
entry Domainmodel: (elements+=AbstractElement)*;
AbstractElement: PackageDeclaration | Type;
PackageDeclaration: 'package' name=QualifiedName '{' (elements+=AbstractElement)* '}';
Type: DataType | Entity;
DataType: 'datatype' name=ID;
Entity: 'entity' name=ID ('extends' superType=[Entity:QualifiedName])? '{' (features+=Feature)* '}';
Feature: (many?='many')? name=ID ':' type=[Type:QualifiedName];
QualifiedName returns string: ID ('.' ID)*;
hidden terminal WS: /\\s+/;
terminal ID: /[_a-zA-Z][\\w_]*/;
hidden terminal ML_COMMENT: /\\/\\*[\\s\\S]*?\\*\\//;
hidden terminal SL_COMMENT: /\\/\\/[^\\n\\r]*/;
`;

/** Serves a client at the other end of the streams. */
export async function serve(input, output) {
  const connection = createConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
  const { shared } = await createServicesForGrammar({
    grammar,
    languageMetaData: {
      languageId: 'domain-model',
      fileExtensions: ['.dmodel'],
      caseInsensitive: false,
      mode: 'production',
    },
    sharedModule: { lsp: { Connection: () => connection } },
  });
  startLanguageServer(shared);
}

if (process.argv[2] === '--stdio') await serve(process.stdin, process.stdout);
