namespace SyncKit.Moving;

/// <summary>
/// The tables that every storage has, as far as they hold anything of their own: what a storage keeps beside them for its own speed is made anew, and the mark of
/// the health check says nothing elsewhere.
/// </summary>
public static class StorageTables
{
    /// <summary>All tables, in the order in which they are copied.</summary>
    public static IReadOnlyList<StorageTable> All { get; } =
    [
        new("streams",
        [
            Text("tenant"), Text("source"), Text("kind"), Text("scope"), Text("cursor"), Long("read_at"),
        ]),
        new("inbox",
        [
            Text("tenant"), Long("seq"), Text("lane"), Text("flow"), Text("source"), Text("kind"), Text("record"), Integer("revision"), Integer("priority"),
            Long("not_before"), Integer("attempts"), Long("modified_at"), Bytes("hash"), Flag("deleted"), Bytes("payload"), Text("trace"),
        ], Numbered: "seq"),
        new("lanes",
        [
            Text("tenant"), Text("lane"), Long("epoch"), Text("owner"), Long("lease_until"), Long("paused_until"), Long("last_served"), Text("budget"),
        ]),
        new("intents",
        [
            Text("tenant"), Long("seq"), Text("lane"), Text("request_id"), Text("route"), Long("created_at"), Bytes("targets"), Bytes("content"),
        ], Numbered: "seq"),
        new("ledger_records",
        [
            Text("tenant"), Text("flow"), Text("source"), Text("kind"), Text("record"), Text("lane"), Integer("state"), Long("modified_at"), Bytes("hash"),
            Flag("deleted"), Text("code"), Text("message"), Text("remedy"), Amount("total"), Text("currency"), Integer("settings_version"),
            Integer("attempts"), Long("settled_at"), Bytes("payload"),
        ]),
        new("ledger_documents",
        [
            Text("tenant"), Text("flow"), Text("source"), Text("kind"), Text("record"), Text("key"), Text("lane"), Text("document_kind"), Integer("state"),
            Text("destination_id"), Text("version"), Bytes("hash"), Amount("total"), Amount("tax"), Text("currency"), Text("request_id"),
            Integer("generation"), Long("written_at"), Flag("counts"), Integer("date"), Text("fingerprint"), Text("proof"), Integer("settings_version"),
        ]),
        new("refs",
        [
            Text("tenant"), Text("lane"), Text("kind"), Text("key"), Text("id"), Bytes("attributes"), Long("resolved_at"),
        ]),
        new("flow_counts",
        [
            Text("tenant"), Text("flow"), Long("entered"), Long("superseded"), Long("unchanged"), Long("written"), Long("updated"), Long("skipped"),
            Long("dismissed"),
        ]),
        new("connections",
        [
            Text("tenant"), Text("connector"), Text("name"), Text("settings"), Integer("version"), Integer("state"), Text("code"), Text("message"),
            Long("since"),
        ]),
        new("bindings",
        [
            Text("tenant"), Text("flow"), Text("source"), Text("destination"),
        ]),
        new("credentials",
        [
            Text("tenant"), Text("connection"), Text("key_id"), Bytes("wrapped_key"), Bytes("nonce"), Bytes("ciphertext"), Long("version"),
        ]),
        new("refresh_claims",
        [
            Text("tenant"), Text("connection"), Text("owner"), Long("until"),
        ]),
        new("connect_attempts",
        [
            Text("state_hash"), Text("tenant"), Text("connection"), Text("session_hash"), Text("callback"), Bytes("parameters"), Flag("allow_other"),
            Text("return_to"), Text("actor"), Long("expires_at"), Integer("state"),
        ]),
        new("grant_edges",
        [
            Text("tenant"), Text("connection"), Text("edge"), Long("ends_at"), Integer("days_left"),
        ]),
        new("audit",
        [
            Text("tenant"), Long("number"), Long("at"), Text("action"), Text("subject"), Text("reason"), Text("actor"), Bytes("hash"),
        ]),
        new("audit_heads",
        [
            Text("tenant"), Long("number"), Bytes("hash"), Long("unchained"),
        ]),
        new("webhook_endpoints",
        [
            Text("id"), Text("tenant"), Text("connection"), Text("delivery_url"), Long("created_at"), Long("revoked_at"),
        ]),
        new("webhook_marks",
        [
            Text("tenant"), Text("connection"), Text("key"), Long("received_at"),
        ]),
        new("webhook_records",
        [
            Text("tenant"), Text("connection"), Text("kind"), Text("record"), Long("told"), Long("found"), Long("found_at"), Flag("open"),
            Long("touched_at"),
        ]),
        new("webhook_days",
        [
            Text("tenant"), Text("connection"), Text("kind"), Long("day"), Long("received"), Long("delivered"), Long("lost"), Long("last_received"),
        ]),
        new("schedules",
        [
            Text("tenant"), Text("name"), Long("version"), Text("source"), Text("kind"), Integer("mode"), Text("definition"),
        ]),
        new("schedule_clocks",
        [
            Text("tenant"), Text("name"), Long("due"), Long("fired_at"),
        ]),
        new("runs",
        [
            Text("tenant"), Text("id"), Text("target"), Text("fingerprint"), Text("request"), Integer("origin"), Text("origin_name"), Integer("state"),
            Long("created_at"), Long("started_at"), Long("ended_at"), Long("turn"), Long("epoch"), Text("owner"), Long("lease_until"),
            Integer("interruptions"), Text("progress"), Text("message"), Flag("quiet"),
        ]),
        new("run_plans",
        [
            Text("tenant"), Text("run"), Integer("number"), Text("record"), Text("destination"), Integer("action"), Text("total"), Text("text"),
        ]),
        new("notification_groups",
        [
            Text("tenant"), Integer("kind"), Text("subject"), Text("code"), Text("message"), Text("remedy"), Long("count"), Long("figure"), Long("first_at"),
            Long("last_at"), Long("due_at"), Integer("times_told"), Long("told_at"),
        ]),
        new("notification_messages",
        [
            Text("tenant"), Text("id"), Long("made_at"),
        ]),
        new("notification_items",
        [
            Text("tenant"), Text("id"), Integer("kind"), Text("subject"), Text("code"), Text("message"), Text("remedy"), Long("count"), Long("figure"),
            Long("first_at"), Long("last_at"), Integer("times_told"),
        ]),
        new("notification_deliveries",
        [
            Text("tenant"), Text("id"), Text("sink"), Integer("attempts"), Long("not_before"),
        ]),
    ];

    private static StorageColumn Text(string name) => new(name, StorageValue.Text);

    private static StorageColumn Integer(string name) => new(name, StorageValue.Integer);

    private static StorageColumn Long(string name) => new(name, StorageValue.Long);

    private static StorageColumn Flag(string name) => new(name, StorageValue.Flag);

    private static StorageColumn Amount(string name) => new(name, StorageValue.Amount);

    private static StorageColumn Bytes(string name) => new(name, StorageValue.Bytes);
}
