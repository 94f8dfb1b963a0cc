namespace SyncKit.PostgreSql.Schema;

/// <summary>
/// Tables of what is to be told to people: groups that gather, messages made of them with what they held, and each sink's open deliveries. A group without
/// <c>due_at</c> has nothing to tell. <c>storage_mark</c> is what a health check writes.
/// </summary>
internal static class NotificationTables
{
    public const string Sql = """
        CREATE TABLE synckit.notification_groups (
            tenant text COLLATE "C" NOT NULL, kind integer NOT NULL, subject text COLLATE "C" NOT NULL, code text COLLATE "C" NOT NULL,
            message text NOT NULL, remedy text NOT NULL, count bigint NOT NULL, figure bigint,
            first_at bigint NOT NULL, last_at bigint NOT NULL, due_at bigint, times_told integer NOT NULL, told_at bigint,
            PRIMARY KEY (tenant, kind, subject, code));
        CREATE INDEX notification_groups_due ON synckit.notification_groups (due_at) WHERE due_at IS NOT NULL;

        CREATE TABLE synckit.notification_messages (
            tenant text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, made_at bigint NOT NULL,
            PRIMARY KEY (tenant, id));
        CREATE INDEX notification_messages_made ON synckit.notification_messages (tenant, made_at);
        CREATE INDEX notification_messages_age ON synckit.notification_messages (made_at);

        CREATE TABLE synckit.notification_items (
            tenant text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, kind integer NOT NULL, subject text COLLATE "C" NOT NULL,
            code text COLLATE "C" NOT NULL, message text NOT NULL, remedy text NOT NULL, count bigint NOT NULL, figure bigint,
            first_at bigint NOT NULL, last_at bigint NOT NULL, times_told integer NOT NULL,
            PRIMARY KEY (tenant, id, kind, subject, code));

        CREATE TABLE synckit.notification_deliveries (
            tenant text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, sink text COLLATE "C" NOT NULL, attempts integer NOT NULL, not_before bigint NOT NULL,
            PRIMARY KEY (tenant, id, sink));
        CREATE INDEX notification_deliveries_turn ON synckit.notification_deliveries (sink, not_before);

        CREATE TABLE synckit.storage_mark (one integer PRIMARY KEY CHECK (one = 1), at bigint NOT NULL);

        """;
}
