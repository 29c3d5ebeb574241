// Records how published renderers write test/budget/clients/tools.json, for the test that holds our views against them:
//   node scripts/record-renderers.mjs GENAI_FOLDER HARMONY_COMMAND
// GENAI_FOLDER is a folder where `npm install @google/genai@2.32.0` was run. HARMONY_COMMAND reads a JSON list of tools from
// standard input and prints what `HarmonyEncoding::template_tools_section` of openai/harmony (src/encoding.rs) makes of them,
// as the one namespace `functions`, a missing description read as an empty one; it needs serde_json with `preserve_order`.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const FOLDER = 'test/budget/clients';
const [folder, harmonyCommand] = process.argv.slice(2);
const input = readFileSync(`${FOLDER}/tools.json`, 'utf8');
const tools = JSON.parse(input);

const { LocalTokenizer } = createRequire(path.resolve(folder, 'package.json'))('@google/genai/tokenizer/node');
const texts = [];
const tokenizer = new LocalTokenizer('gemini-2.5-pro');
// In the place of the SentencePiece model, which it would download: what it is asked to encode is written down.
tokenizer.baseTokenizer.processor = { encode: (text) => (texts.push(String(text)), []) };
const functionDeclarations = tools.map(({ name, description, inputSchema }) => ({
  name,
  description,
  parameters: inputSchema,
}));
await tokenizer.countTokens([{ role: 'user', parts: [] }], { tools: [{ functionDeclarations }] });

const published = {
  gemini: { by: '@google/genai 2.32.0, LocalTokenizer.countTokens', texts },
  harmony: {
    by: 'openai/harmony 0.0.8 (ec7606df9e87e3d0a1fec9f50928c1e407f0c438), template_tools_section',
    texts: [execFileSync(harmonyCommand, { input, encoding: 'utf8' })],
  },
};
writeFileSync(`${FOLDER}/published.json`, `${JSON.stringify(published, null, 2)}\n`);
