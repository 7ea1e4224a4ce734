/**
 * What bots get. Bot Control labels them; a page load that looks like a bot's gets a CAPTCHA, a
 * hold or an order is refused in JSON. Search engines and link previews, verified or not, carry
 * none of these labels but the one about user agents, which therefore counts for sales only.
 */
import type { BotConfig } from '../../config/waf-config.ts';
import { botControl } from './managed-rules.ts';
import { hasApiKey, pageLoad, saleAttempt } from './requests.ts';
import type { Rule } from './rule.ts';
import { all, hasLabel, not, oneOf } from './statements.ts';

const label = (part: string) => hasLabel(`awswaf:managed:aws:bot-control:${part}`);

const verified = label('bot:verified');
const automatedBrowser = label('signal:automated_browser');
const fromDataCenter = label('signal:known_bot_data_center');
const notABrowser = label('signal:non_browser_user_agent');
const httpLibrary = label('bot:category:http_library');
const scrapingFramework = label('bot:category:scraping_framework');

const onPages = oneOf(automatedBrowser, fromDataCenter, httpLibrary, scrapingFramework);
/** Not by data center: companies and VPNs leave through them. */
const onSales = oneOf(automatedBrowser, notABrowser, httpLibrary, scrapingFramework);

export const botRules = ({ pages, sales }: BotConfig): readonly Rule[] => [
  botControl(oneOf(all(...pageLoad), all(...saleAttempt))),
  {
    name: 'captcha-if-bot',
    statement: all(...pageLoad, onPages, not(verified)),
    action: pages,
  },
  {
    name: 'no-sale-to-bots',
    statement: all(...saleAttempt, onSales, not(hasApiKey)),
    action: sales === 'count' ? 'count' : { refuse: 'forbidden' },
  },
];
