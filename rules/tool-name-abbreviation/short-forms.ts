/** Abbreviations without a vowel that are names of formats, protocols and things everybody knows. */
const KNOWN = new Set(
  (
    'html xhtml css scss xml xsl xslt wsdl xsd svg png jpg mpg pdf csv tsv rtf txt yml md mdx tsx jsx sql mysql psql nosql ddl dml jql cql kql dns dhcp http https ftp ftps sftp ssh ssl tls tcp udp rpc grpc ' +
    'smtp snmp ntp ldp jwt dsn cdn cms crm vps vpc vpn vm vms lxc php npm pnpm nvm jvm jdbc gdb llvm wsl bzl cmd sdk gpg pgp tgz zsh nvda mcp llm llms gpt mlp nlp tts stt rss sms mms kpi kpis nft nfts pwa lcp cls ' +
    'fcp ttfb gps usb ssd hdd cpu gpu hdr rgb fps dpi ppt pptx xls xlsx docx bcc cc ctr cpc cpm ppc b2b gdp gdpr hr qr pr prs mr mrs kms s3 gcp gke aws k8s crd crds pvc sts lts pgsql mdm mfa tfa wms wfs wmts ' +
    'why by my fly try sky dry spy cry shy gym myth lynx rhythm nymph crypt sync nth mrr hls rtmp bgp hsts csp mx txt ptr cname srv jmx kv tv tvs pc pcs xr vr nfc bpm bpmn dmn wp wpm gql vscode dmg msg mgmt'
  ).split(' '),
);

/** Whether a word is letters without a vowel that stand for something only insiders know. */
export const isCryptic = (word: string): boolean =>
  word.length > 2 &&
  word.length < 8 &&
  /^[bcdfghjklmnpqrstvwxz]+$/.test(word) &&
  !KNOWN.has(word) &&
  !KNOWN.has(word.replace(/s$/, ''));

/** What a text may explain short forms with: its words, and their initials in one string. */
export interface Explaining {
  readonly words: readonly string[];
  readonly initials: string;
}

/** Explanations stand at the head of a text. */
const HEAD = 4_000;

export function explainingIn(text: string): Explaining {
  const words =
    text
      .slice(0, HEAD)
      .toLowerCase()
      .match(/[a-z]+/g) ?? [];
  return { words, initials: words.map((word) => word[0]).join('') };
}

/** Whether a text has the abbreviation, the words whose initials it is, or a word it is cut down from. */
export function isExplained(short: string, { words, initials }: Explaining): boolean {
  return (
    initials.includes(short) ||
    initials.includes(short.replace(/s$/, '')) ||
    words.some((word) => word === short || word === `${short}s` || `${word}s` === short || isCutFrom(short, word))
  );
}

/** `prj` from `project`: the same first letter, and the others in order. */
function isCutFrom(short: string, word: string): boolean {
  if (word[0] !== short[0] || word.length <= short.length) return false;
  let at = 0;
  for (const letter of word) if (letter === short[at]) at++;
  return at >= short.length;
}
