// Upper, lower and caseless letters of any script, so that `取得` or `größe` is a word too.
const WORD = /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|[\p{Lo}\p{Lm}]+|\p{Nd}+/gu;

/** The lower-case words of an identifier: `getHTTPStatus_v2` is get, http, status, v, 2. Linear in its length. */
export const splitIdentifier = (identifier: string): readonly string[] =>
  (identifier.match(WORD) ?? []).map((word) => word.toLowerCase());

/** Short forms that identifiers are full of and that have one reading among tools. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  (
    'addr:address app:application arg:argument args:arguments attr:attribute auth:authentication calc:calculate ' +
    'cfg:configuration chk:check cmd:command cmds:commands conf:configuration config:configuration ' +
    'conn:connection conv:conversation cp:copy ctx:context db:database del:delete ' +
    'dest:destination dir:directory dirs:directories dl:download dm:message doc:document docs:documents ' +
    'dst:destination env:environment exec:execute expr:expression fn:function func:function gen:generate ' +
    'img:image info:information init:initialize lang:language lib:library loc:location ls:list max:maximum ' +
    'min:minimum mkdir:create msg:message msgs:messages mv:move num:number org:organization orgs:organizations ' +
    'param:parameter params:parameters pkg:package proc:process prop:property ' +
    'props:properties pwd:password qty:quantity ref:reference repo:repository repos:repositories req:request ' +
    'res:response resp:response rm:remove rmdir:remove spec:specification src:source stat:status ' +
    'stats:statistics sync:synchronize temp:temporary tmp:temporary txn:transaction txt:text upd:update ' +
    'usr:user val:value var:variable vars:variables ws:workspace'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** A word in full: `repo` is `repository`; a word that is no known short form stays as it is. */
export const expandAbbreviation = (word: string): string => ABBREVIATIONS.get(word) ?? word;
