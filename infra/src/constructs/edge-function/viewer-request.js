/**
 * Runs at the edge before the cache is asked (CloudFront Functions, runtime 2.0), so what it
 * removes is neither in the cache's key nor seen by the server. `answersAreShared` is put before
 * it: true where an answer is the same for everybody, so nothing about a person may get there.
 *
 * The names of cookies and languages are the product's; tests compare them.
 */
const personCookiePrefix = '__Host-onsale_';
const languageCookie = 'onsale-language';
const defaultLanguage = 'ko';

// oxlint-disable-next-line no-unused-vars -- CloudFront calls it.
function handler(event) {
  const request = event.request;
  const headers = request.headers;
  // For the firewall at the load balancer. Whatever the viewer claims here is overwritten.
  headers['x-viewer-address'] = { value: event.viewer.ip };
  // Only the load balancer may tell the server under which name it was asked.
  delete headers['x-forwarded-host'];
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (answersAreShared && isRead) {
    headers['accept-language'] = { value: languageOf(request) };
    request.cookies = {};
    delete headers['authorization'];
  } else {
    request.cookies = essentialOf(request.cookies);
  }
  return request;
}

function isLanguage(text) {
  return text === 'ko' || text === 'en';
}

function essentialOf(cookies) {
  const essential = {};
  Object.keys(cookies).forEach(function (name) {
    if (name === languageCookie || name.startsWith(personCookiePrefix)) {
      essential[name] = cookies[name];
    }
  });
  return essential;
}

/** As the server chooses: by address, by what was chosen before, by the browser. */
function languageOf(request) {
  const hints = [request.querystring['lang'], request.cookies[languageCookie]];
  const chosen = hints.find(function (hint) {
    return hint !== undefined && isLanguage(hint.value);
  });
  if (chosen !== undefined) return chosen.value;
  const header = request.headers['accept-language'];
  return acceptedLanguage(header === undefined ? '' : header.value);
}

/** The language with the highest weight; the first one named when two weigh the same. */
function acceptedLanguage(header) {
  let best = defaultLanguage;
  let bestWeight = 0;
  header
    .slice(0, 500)
    .split(',')
    .forEach(function (part) {
      const pieces = part.trim().split(';');
      const language = pieces[0].toLowerCase().split('-')[0];
      const weight = weightOf(pieces.slice(1));
      if (!isLanguage(language) || !(weight > bestWeight)) return;
      best = language;
      bestWeight = weight;
    });
  return best;
}

function weightOf(parameters) {
  let weight = 1;
  parameters.reverse().forEach(function (parameter) {
    const text = parameter.trim();
    if (text.startsWith('q=')) weight = Number(text.slice(2));
  });
  return weight;
}
