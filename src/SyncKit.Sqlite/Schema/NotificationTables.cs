namespace SyncKit.Sqlite.Schema;

/// <summary>
/// Tables of what is to be told to people: groups that gather, messages made of them with what they held, and each sink's open deliveries. A group without
/// <c>due_at</c> has nothing to tell. <c>storage_mark</c> is what a health check writes.
/// </summary>
internal static class NotificationTables
{
    public const string Sql = """

        CREATE TABLE notification_groups (
            tenant TEXT NOT NULL, kind INTEGER NOT NULL, subject TEXT NOT NULL, code TEXT NOT NULL,
            message TEXT NOT NULL, remedy TEXT NOT NULL, count INTEGER NOT NULL, figure INTEGER,
            first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, due_at INTEGER, times_told INTEGER NOT NULL, told_at INTEGER,
            PRIMARY KEY (tenant, kind, subject, code)) STRICT, WITHOUT ROWID;
        CREATE INDEX notification_groups_due ON notification_groups (due_at) WHERE due_at IS NOT NULL;

        CREATE TABLE notification_messages (
            tenant TEXT NOT NULL, id TEXT NOT NULL, made_at INTEGER NOT NULL,
            PRIMARY KEY (tenant, id)) STRICT, WITHOUT ROWID;
        CREATE INDEX notification_messages_made ON notification_messages (tenant, made_at);

        CREATE TABLE notification_items (
            tenant TEXT NOT NULL, id TEXT NOT NULL, kind INTEGER NOT NULL, subject TEXT NOT NULL, code TEXT NOT NULL,
            message TEXT NOT NULL, remedy TEXT NOT NULL, count INTEGER NOT NULL, figure INTEGER,
            first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, times_told INTEGER NOT NULL,
            PRIMARY KEY (tenant, id, kind, subject, code)) STRICT, WITHOUT ROWID;

        CREATE TABLE notification_deliveries (
            tenant TEXT NOT NULL, id TEXT NOT NULL, sink TEXT NOT NULL, attempts INTEGER NOT NULL, not_before INTEGER NOT NULL,
            PRIMARY KEY (tenant, id, sink)) STRICT, WITHOUT ROWID;
        CREATE INDEX notification_deliveries_turn ON notification_deliveries (sink, not_before);

        CREATE TABLE storage_mark (one INTEGER PRIMARY KEY CHECK (one = 1), at INTEGER NOT NULL) STRICT;

        """;
}
