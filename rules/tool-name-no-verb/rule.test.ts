import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const VERBAL =
  '{"name":"list_channels"},{"name":"create_channel"},{"name":"join_channel"},{"name":"set_topic"},{"name":"delete_channel"}';
const list = (more: string, after = '') => `{"tools":[${VERBAL},${more}]${after}}`;

ruleTest(rule, {
  good: [
    list('{"name":"mark_as_read"}'),
    { json: list('{"name":"channel_history"},{"name":"server_status"}'), why: 'a noun that promises information' },
    {
      json: list('{"name":"image_generation"},{"name":"text_summarizer"},{"name":"text_to_speech"}'),
      why: 'a noun made of the verb',
    },
    { json: list('{"name":"pull_request"},{"name":"channel_comment"}'), why: 'may be meant as a verb' },
    { json: list('{"name":"whoAmI"},{"name":"where_mentioned"}'), why: 'a question says what is answered' },
    {
      json: list('{"name":"runsync-bot"},{"name":"opt_out_of_digest"},{"name":"text_enhance"}'),
      why: 'verbs all the same',
    },
    {
      json: list('{"name":"users","inputSchema":{"type":"object","properties":{"action":{"enum":["list","get"]}}}}'),
      why: 'the verb is a parameter',
    },
    {
      json: '{"tools":[{"name":"wiki"},{"name":"boards"},{"name":"teams"},{"name":"list_users"},{"name":"get_user"},{"name":"add_user"},{"name":"add_team"}]}',
      why: 'nouns are the custom here as much as verbs',
    },
    { json: '{"tools":[{"name":"add_user"},{"name":"wiki"}]}', why: 'too few to speak of a custom' },
    {
      json: '{"tools":[{"name":"obtener_usuario"},{"name":"crear_usuario"},{"name":"borrar_usuario"},{"name":"usuarios"},{"name":"ユーザー"}]}',
      why: 'verbs of another language are not known',
    },
    { json: list('{"name":"channels_me"}', ',"nextCursor":"2"'), why: 'the other names were not read' },
  ],
  bad: [
    {
      json: list('{"name":[|"channels_me"|]}'),
      says: 'none',
      severity: 'info',
      text: '`channels_me`; 5 of the 6 names here have a verb',
    },
    { json: list('{"name":[|"wiki"|]},{"name":[|"user_inbox"|]}'), says: 'none' },
    {
      json: `{[|"tools"|]:[${VERBAL},${VERBAL.replaceAll('channel', 'team').replace('set_topic', 'get_topic')},{"name":"wiki"},{"name":"inbox"},{"name":"teams_me"},{"name":"boards"}]}`,
      says: 'several',
      text: 'The names of 4 tools do not say what is done: `wiki`, `inbox`, `teams_me`, `boards`',
    },
  ],
});
