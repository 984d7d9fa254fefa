// A certified OpenID Connect provider on this machine, for the tests: one client, and whoever says a name is that person.
// node oidc_provider.mjs <issuer port> <redirect address>…   prints READY when it listens.
import http from "node:http";
import Provider from "oidc-provider";

const [port, ...addresses] = process.argv.slice(2);
const issuer = `http://localhost:${port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "sagsgang",
      client_secret: "hemmelighed-til-test",
      redirect_uris: addresses,
      response_types: ["code"],
      grant_types: ["authorization_code"],
      token_endpoint_auth_method: "client_secret_basic",
    },
  ],
  acrValues: ["urn:betydelig"],
  claims: { openid: ["sub"], profile: ["preferred_username"], acr: null, amr: null, auth_time: null },
  cookies: { keys: ["kun til test"] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id.replace("nr-", "") }) }),
  interactions: { url: (_, interaction) => `/hvem/${interaction.uid}` },
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid profile");
    await grant.save();
    return grant;
  },
  pkce: { required: () => true },
  renderError: (ctx, out) => {
    ctx.type = "text";
    ctx.body = `${out.error}: ${out.error_description}`;
  },
});

const asking = `<!doctype html><html lang="da"><title>Kommunens log-in</title><h1>Kommunens log-in</h1>
<form method="post"><label>Hvem er du? <input name="hvem"></label>
<label><input type="checkbox" name="staerk" checked> Med to faktorer</label><button>Log ind</button></form>`;

const bodyOf = async (request) => {
  let text = "";
  for await (const part of request) text += part;
  return new URLSearchParams(text);
};

const interact = async (request, response) => {
  if (request.method === "GET") {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(asking);
    return;
  }
  const said = await bodyOf(request);
  const login = { accountId: said.get("hvem") };
  if (said.get("staerk")) Object.assign(login, { acr: "urn:betydelig", amr: ["pwd", "mfa"] });
  const result = said.get("hvem") ? { login } : { error: "access_denied", error_description: "fortrudt" };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
};

const others = provider.callback();
http
  .createServer((request, response) => (request.url.startsWith("/hvem/") ? interact : others)(request, response))
  .listen(Number(port), "127.0.0.1", () => console.log("READY"));
