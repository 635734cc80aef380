// The language of agreements as far as `sized.ts` uses it, as a grammar for Langium: rows end with a semicolon, since Langium
// knows no lines. What it is for: to parse and link the same agreement with it that `avtal` parses and compiles.
import { AstUtils, DefaultScopeComputation, URI } from 'langium';
import { createServicesForGrammar } from 'langium/grammar';

const grammar = `
grammar Sheet
entry Model: agreements+=Agreement*;
Agreement: 'agreement' name=Name label=STRING? '{' elements+=Element* '}';
Element: Module | Example | Setting | Tiers | Choice | Quantity | UnitKind | Window | Clause;

Setting: (kind='provider' label=STRING | kind=('language' | 'currency' | 'holidays' | 'clock') value=Name
  | kind='timezone' value=Name '/' city=Name | kind='vat' percent=Percent how=How
  | kind='part' 'months' value=Name | kind='units' 'counted' value=Counted) ';';
Tiers: 'tiers' tiers+=Tier ('|' tiers+=Tier)* ';';
Tier: name=Name label=STRING?;
Choice: 'choice' name=Name ':' values+=ChoiceValue (',' values+=ChoiceValue)* (';' 'default' preset=Name)? ';';
ChoiceValue: name=Name label=STRING?;
Quantity: 'number' name=Name label=STRING? 'in' unit=Name ';';
UnitKind: 'unit' name=Name label=STRING? ';';
Window: 'window' name=Name label=STRING? '=' spans+=Span (',' spans+=Span)* ('except' without+=Name (',' without+=Name)*)? ';';
Span: from=Name ('-' to=Name)? (opens=TIME '-' closes=TIME)?;
Module: 'module' name=Name label=STRING? '{' elements+=Element* '}';

Clause: paper=PAPER? label=STRING? mark=('override' | 'default')? kind=Kind subject=Name? title=STRING? head+=HeadPart*
  ':' cells+=Cell ('|' cells+=Cell)* ';';
Kind returns string: 'rate' | 'fee' | 'count' | 'include' | 'draw' | 'approve' | 'respond' | 'resolve' | 'perform' | 'promise';
HeadPart: During | When | Per | Each | Once;
During: how=('during' | 'outside') window=[Window:Name];
When: 'when' condition=Or;
Per: 'per' (period='month' | unit=[UnitKind:Name]);
Each: 'each' scope=Name;
Once: once?='once';
Or: tests+=And ('or' tests+=And)*;
And: tests+=Test ('and' tests+=Test)*;
Test: subject=Name ('is' negated?='not'? value=Name | 'over' amount=Duration);
Cell: Rate | Duration | Uses | Word | Text | Money;
Money: amount=NUMBER;
Rate: amount=NUMBER '/' unit=Name;
Duration: ('per' started?='started')? amount=NUMBER unit=Name clock='elapsed'?;
Uses: from=NUMBER fromUnit=Name 'uses' to=NUMBER toUnit=Name;
Word: word=Said;
Text: text=STRING;

Example: 'example' name=Name label=STRING? '{' steps+=Step* '}';
Step: (kind='tier' tier=[Tier:Name] | kind='from' date=DATE | kind='unit' name=Name ':' unit=[UnitKind:Name] 'from' date=DATE
  | kind='work' date=DATE opens=TIME '-' closes=TIME (',' states+=State)* | Expect) ';';
State: key=Name value=Name;
Expect: kind='expect' what=('cost' | 'balance') subject=Name (day=DATE | month=MONTH) ':' amount=NUMBER unit=Name?;
How returns string: 'on' 'top' | 'included';
Counted returns string: 'any' 'day' | 'peak' | 'by' 'day';
Said returns string: 'included' | 'free' | 'monthly' | 'no' 'promise' | 'notify' 'before' 'start';
Percent returns string: NUMBER '%';
Name returns string: ID | 'work' | 'month' | 'any' | 'day' | 'tier' | 'provider' | 'module' | 'unit' | 'holidays' | 'default';

terminal PAPER: /§ ?\\d+(\\.\\d+)*/;
terminal DATE: /\\d{4}-\\d{2}-\\d{2}/;
terminal MONTH: /\\d{4}-\\d{2}/;
terminal TIME: /\\d{2}:\\d{2}/;
terminal NUMBER returns number: /\\d+(\\.\\d+)?/;
terminal ID: /[_a-zA-ZÀ-ɏ][\\wÀ-ɏ]*/;
terminal STRING: /"[^"\\n]*"/;
hidden terminal WS: /\\s+/;
hidden terminal SL_COMMENT: /\\/\\/[^\\n\\r]*/;
`;

/** The rows of a text of `sized.ts`, each closed. */
export function closed(text) {
  return text.replace(/^([^\S\n]*[^\s/][^\n]*?[^\s{}\n])[^\S\n]*$/gm, '$1;');
}

/** All names of an agreement are one set, as ours are. */
class OneSet extends DefaultScopeComputation {
  collectExportedSymbols(document, token) {
    return this.collectExportedSymbolsForNode(document.parseResult.value, document, AstUtils.streamAllContents, token);
  }
}

/** `parse` answers how many mistakes there are, and `build` with names bound and everything validated. */
export async function createSheet() {
  const { parser, shared } = await createServicesForGrammar({
    grammar,
    languageMetaData: { languageId: 'sheet', fileExtensions: ['.sheet'], caseInsensitive: false, mode: 'production' },
    module: { references: { ScopeComputation: (services) => new OneSet(services) } },
  });
  const { LangiumDocumentFactory: factory, DocumentBuilder: builder } = shared.workspace;
  let number = 0;
  const mistakes = ({ lexerErrors, parserErrors }) => lexerErrors.length + parserErrors.length;
  return {
    parse: (text) => mistakes(parser.LangiumParser.parse(text)),
    async build(text) {
      number += 1;
      const document = factory.fromString(text, URI.parse(`memory:/${number}.sheet`));
      await builder.build([document], { validation: true });
      shared.workspace.IndexManager.remove(document.uri);
      return mistakes(document.parseResult) + (document.diagnostics?.length ?? 0);
    },
  };
}
