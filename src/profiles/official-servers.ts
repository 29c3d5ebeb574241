/** A server that the maker of a service offers for it. */
export interface OfficialServer {
  readonly service: string;
  /** What names of packages and servers for it have in them, in lower case. */
  readonly named: RegExp;
  /** Where the service is asked: its hosts, one that begins with a dot with all below it. */
  readonly hosts: readonly string[];
  /** The official one: a repository, or the address where it is hosted. */
  readonly official: string;
  /** Who publishes it: owners of repositories and scopes of packages, in lower case. */
  readonly owners: readonly string[];
  /** Where its maker says so. */
  readonly source: string;
  /** Packages of the service's client. */
  readonly clients: readonly string[];
}

/** When somebody last looked. */
export const VERIFIED_ON = '2026-11-23';

/** Service, words in names, hosts, the official server, its publishers, the source, packages of clients. */
const TABLE = `
Apify | apify | api.apify.com | github.com/apify/apify-mcp-server | apify | https://docs.apify.com/platform/integrations/mcp | apify-client
Asana | asana | app.asana.com | mcp.asana.com | asana | https://developers.asana.com/docs/using-asanas-mcp-server | asana
Atlassian (Jira, Confluence) | atlassian jira confluence | .atlassian.net api.atlassian.com | mcp.atlassian.com | atlassian | https://support.atlassian.com/atlassian-rovo-mcp-server/ | jira.js confluence.js
Brave Search | brave | api.search.brave.com | github.com/brave/brave-search-mcp-server | brave | https://github.com/brave/brave-search-mcp-server
Browserbase | browserbase | api.browserbase.com | github.com/browserbase/mcp-server-browserbase | browserbase browserbasehq | https://github.com/browserbase/mcp-server-browserbase | @browserbasehq/sdk @browserbasehq/stagehand
Calendly | calendly | api.calendly.com | mcp.calendly.com | calendly | https://developer.calendly.com/calendly-mcp-server
CircleCI | circleci circle-ci | circleci.com | github.com/CircleCI-Public/mcp-server-circleci | circleci-public circleci | https://github.com/CircleCI-Public/mcp-server-circleci
ClickUp | clickup click-up | api.clickup.com | mcp.clickup.com | clickup | https://help.clickup.com/hc/en-us/articles/33335772678423-What-is-ClickUp-MCP
Cloudflare | cloudflare | api.cloudflare.com | github.com/cloudflare/mcp-server-cloudflare | cloudflare | https://github.com/cloudflare/mcp-server-cloudflare | cloudflare
Exa | exa | api.exa.ai | github.com/exa-labs/exa-mcp-server | exa-labs | https://github.com/exa-labs/exa-mcp-server | exa-js
Firecrawl | firecrawl | api.firecrawl.dev | github.com/firecrawl/firecrawl-mcp-server | firecrawl mendableai | https://github.com/firecrawl/firecrawl-mcp-server | @mendable/firecrawl-js
Fireflies | fireflies | api.fireflies.ai | api.fireflies.ai/mcp | firefliesai fireflies | https://docs.fireflies.ai/getting-started/mcp-configuration
GitHub | github | api.github.com | github.com/github/github-mcp-server | github | https://github.com/github/github-mcp-server | @octokit/rest octokit @octokit/core @octokit/graphql
GitLab | gitlab | gitlab.com | the MCP server of GitLab itself | gitlab-org gitlab | https://docs.gitlab.com/user/model_context_protocol/mcp_server/ | @gitbeaker/rest @gitbeaker/node
Grafana | grafana | .grafana.net | github.com/grafana/mcp-grafana | grafana | https://github.com/grafana/mcp-grafana
Heroku | heroku | api.heroku.com | github.com/heroku/heroku-mcp-server | heroku | https://github.com/heroku/heroku-mcp-server | heroku-client
Linear | linear | api.linear.app | mcp.linear.app | linear | https://linear.app/docs/mcp | @linear/sdk
Mailgun | mailgun | api.mailgun.net api.eu.mailgun.net | github.com/mailgun/mailgun-mcp-server | mailgun | https://github.com/mailgun/mailgun-mcp-server | mailgun.js
Mailtrap | mailtrap | .mailtrap.io mailtrap.io | github.com/mailtrap/mailtrap-mcp | mailtrap railsware | https://github.com/mailtrap/mailtrap-mcp | mailtrap
MongoDB | mongo mongodb | cloud.mongodb.com | github.com/mongodb-js/mongodb-mcp-server | mongodb-js mongodb | https://github.com/mongodb-js/mongodb-mcp-server | mongodb mongoose
Neon | neon | console.neon.tech | github.com/neondatabase/mcp-server-neon | neondatabase | https://github.com/neondatabase/mcp-server-neon | @neondatabase/api-client @neon/sdk
Notion | notion | api.notion.com | github.com/makenotion/notion-mcp-server | makenotion notionhq | https://github.com/makenotion/notion-mcp-server | @notionhq/client
PagerDuty | pagerduty pager-duty | api.pagerduty.com | github.com/PagerDuty/pagerduty-mcp-server | pagerduty | https://github.com/PagerDuty/pagerduty-mcp-server | @pagerduty/pdjs
PayPal | paypal | api-m.paypal.com api.paypal.com | github.com/paypal/agent-toolkit | paypal | https://github.com/paypal/agent-toolkit
Perplexity | perplexity | api.perplexity.ai | github.com/perplexityai/modelcontextprotocol | perplexityai perplexity-ai | https://github.com/perplexityai/modelcontextprotocol
Postman | postman | api.getpostman.com api.postman.com | github.com/postmanlabs/postman-mcp-server | postmanlabs postman | https://github.com/postmanlabs/postman-mcp-server
Resend | resend | api.resend.com | github.com/resend/resend-mcp | resend | https://github.com/resend/resend-mcp | resend
Sentry | sentry | sentry.io .sentry.io | github.com/getsentry/sentry-mcp | getsentry sentry | https://github.com/getsentry/sentry-mcp
Square | square | connect.squareup.com | github.com/square/square-mcp-server | square | https://github.com/square/square-mcp-server | square
Stripe | stripe | api.stripe.com | github.com/stripe/ai | stripe | https://docs.stripe.com/mcp | stripe
Supabase | supabase | api.supabase.com .supabase.co | github.com/supabase/mcp | supabase supabase-community | https://supabase.com/docs/guides/getting-started/mcp | @supabase/supabase-js
Tavily | tavily | api.tavily.com | github.com/tavily-ai/tavily-mcp | tavily-ai | https://github.com/tavily-ai/tavily-mcp | @tavily/core
Todoist | todoist | api.todoist.com | ai.todoist.net/mcp | doist | https://github.com/Doist/todoist-mcp | @doist/todoist-api-typescript @doist/todoist-sdk
Trello | trello | api.trello.com | github.com/atlassian/trello-mcp-server | atlassian | https://github.com/atlassian/trello-mcp-server
Twilio | twilio | api.twilio.com | github.com/twilio-labs/mcp | twilio-labs twilio twilio-alpha | https://github.com/twilio-labs/mcp | twilio
Vercel | vercel | api.vercel.com | mcp.vercel.com | vercel | https://vercel.com/docs/mcp/vercel-mcp | @vercel/sdk
Xero | xero | api.xero.com | github.com/XeroAPI/xero-mcp-server | xeroapi | https://github.com/XeroAPI/xero-mcp-server | xero-node
`;

const words = (text = ''): readonly string[] => text.split(' ').filter((word) => word !== '');

/** Services whose makers offer a server of their own. */
export const OFFICIAL_SERVERS: readonly OfficialServer[] = TABLE.trim()
  .split('\n')
  .map((line): OfficialServer => {
    const [service = '', names, hosts, official = '', owners, source = '', clients] = line.split(' | ');
    const named = new RegExp(`(?<![a-z0-9])(?:${words(names).join('|')})(?![a-z0-9])`);
    return { service, named, hosts: words(hosts), official, owners: words(owners), source, clients: words(clients) };
  });
