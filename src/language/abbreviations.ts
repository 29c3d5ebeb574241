const pairs = (list: string): ReadonlyMap<string, string> =>
  new Map(list.split(' ').map((pair) => pair.split(':') as [string, string]));

/** Short forms that developers read without thinking and that have one reading among tools. */
const CLEAR = pairs(
  'addr:address app:application apps:applications arg:argument args:arguments attr:attribute attrs:attributes auth:authentication ' +
    'calc:calculate cmd:command cmds:commands conf:configuration config:configuration configs:configurations conn:connection ' +
    'conv:conversation cp:copy ctx:context db:database dbs:databases del:delete desc:description dest:destination dir:directory ' +
    'dirs:directories dl:download dm:message doc:document docs:documents dst:destination env:environment envs:environments ' +
    'exec:execute expr:expression fn:function func:function gen:generate img:image info:information init:initialize lang:language ' +
    'lib:library loc:location ls:list max:maximum min:minimum mkdir:create msg:message msgs:messages mv:move num:number ' +
    'org:organization orgs:organizations param:parameter params:parameters pkg:package proc:process prop:property ' +
    'props:properties pwd:password ref:reference refs:references repo:repository repos:repositories req:request res:response ' +
    'resp:response rm:remove rmdir:remove spec:specification specs:specifications src:source stat:status stats:statistics ' +
    'sync:synchronize temp:temporary tmp:temporary txt:text val:value vals:values var:variable vars:variables ws:workspace',
);

/** Short forms that make a reader, and a model, stop and guess. None is a word, a product or a format of its own. */
const UNCLEAR = pairs(
  'acct:account amt:amount asgn:assign avlb:available bkmk:bookmark bldg:building btn:button cfg:configuration chk:check chnl:channel ' +
    'clr:clear cmt:comment cnt:count cpy:copy crt:create cstmr:customer dept:department dscr:description dspl:display evt:event ' +
    'evts:events fld:field fldr:folder flds:fields frm:form ftch:fetch fwd:forward grp:group grps:groups hdr:header idx:index ' +
    'itm:item itms:items lbl:label lbls:labels lst:list lvl:level mbr:member mbrs:members mgmt:manage mgr:manager mtg:meeting ' +
    'mtgs:meetings nbr:number nm:name obj:object objs:objects opts:options parm:parameter parms:parameters perms:permissions ' +
    'prefs:preferences prj:project pymt:payment qry:query qty:quantity rcpt:receipt rcv:receive recs:records rpt:report rpts:reports ' +
    'rslt:result rslts:results rsrc:resource srch:search srvc:service stmt:statement sts:status svc:service svcs:services tbl:table ' +
    'tbls:tables tkn:token tkt:ticket tkts:tickets tmpl:template trx:transaction txn:transaction txns:transactions upd:update ' +
    'upld:upload usr:user usrs:users vrfy:verify xfer:transfer',
);

/** A word in full: `repo` is `repository`; a word that is no known short form stays as it is. */
export const expandAbbreviation = (word: string): string => CLEAR.get(word) ?? UNCLEAR.get(word) ?? word;

/** What an unclear short form stands for; `undefined` for a clear one, a word and what is in no table. */
export const unclearAbbreviation = (word: string): string | undefined => UNCLEAR.get(word);
