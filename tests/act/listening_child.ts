/**
 * A process for the tests: listens on 127.0.0.1, prints its port, accepts
 * whoever comes. With "stubborn" it ignores SIGTERM.
 */
if (Deno.args[0] === "stubborn") {
  Deno.addSignalListener("SIGTERM", () => {});
}
const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
console.log(listener.addr.port);
const connections: Deno.Conn[] = [];
for await (const connection of listener) connections.push(connection);
