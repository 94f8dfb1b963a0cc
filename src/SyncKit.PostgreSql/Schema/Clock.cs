namespace SyncKit.PostgreSql.Schema;

/// <summary>
/// The storage's clock: the server's, as ticks in UTC. In a condition it is written <c>(SELECT synckit.now_ticks())</c>, which is asked once for a statement
/// and lets an index be used. <c>synckit.moment</c> shows a stored time to a person.
/// </summary>
internal static class Clock
{
    public const string Sql = """
        CREATE FUNCTION synckit.now_ticks() RETURNS bigint LANGUAGE sql VOLATILE PARALLEL SAFE AS
            'SELECT 621355968000000000 + (extract(epoch FROM clock_timestamp()) * 10000000)::bigint';

        CREATE FUNCTION synckit.moment(ticks bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
            'SELECT (timestamp ''1970-01-01'' + (ticks - 621355968000000000) / 864000000000 * interval ''1 day''
                + (ticks - 621355968000000000) % 864000000000 / 10 * interval ''1 microsecond'') AT TIME ZONE ''UTC''';

        """;
}
