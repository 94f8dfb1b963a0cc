// Serves a PostgreSQL database as a Supabase project does, for tests and demonstrations, until it is told to end. Everything comes from the environment:
// SUPABASE_DB_URL, PORT (0 for any), SUPABASE_PUBLISHABLE_KEY, SUPABASE_SECRET_KEY and SUPABASE_JWT_SECRET. It prints the port once it is ready.
import { serve } from "@hono/node-server";
import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";

const env = process.env;
const instant = (text) => text === null ? null : text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");
const types = {
  // Supabase answers moments with a T and numerics as numbers, whatever the driver's own forms are.
  timestamptz: { to: 1184, from: [1184], serialize: (value) => value, parse: instant },
  timestamp: { to: 1114, from: [1114], serialize: (value) => value, parse: instant },
  numeric: { to: 1700, from: [1700], serialize: (value) => String(value), parse: Number },
};
const connection = createPostgresConnection({ url: env.SUPABASE_DB_URL, postgresOptions: { max: 8, types, onnotice: () => {} } });
const app = new App({
  connection,
  api: { max_rows: 1000 },
  auth: {
    enabled: true,
    jwt_secret: env.SUPABASE_JWT_SECRET,
    publishable_key: env.SUPABASE_PUBLISHABLE_KEY,
    secret_key: env.SUPABASE_SECRET_KEY,
  },
});
await app.ensureSystemSchema();
await app.init();
const server = serve(
  { fetch: (request) => app.fetch(request), hostname: "127.0.0.1", port: Number(env.PORT), serverOptions: { maxHeaderSize: 65536 } },
  (address) => console.log(`ready on ${address.port}`));
for (const signal of ["SIGTERM", "SIGINT"]) {
  process.on(signal, () => {
    server.close();
    process.exit(0);
  });
}
