using Npgsql;
using SyncKit.Notifications;

namespace SyncKit.PostgreSql.Notifications;

internal static class NotificationRows
{
    public const string Columns = "kind, subject, code, message, remedy, count, figure, first_at, last_at, times_told";

    /// <param name="row">Its <see cref="Columns"/> from <paramref name="first"/> on.</param>
    /// <param name="first">The column at which they begin.</param>
    public static NotificationGroup Read(NpgsqlDataReader row, int first = 0) => new()
    {
        Kind = (NotificationKind)row.GetInt32(first),
        Subject = row.GetString(first + 1),
        Code = row.GetString(first + 2),
        Message = row.GetString(first + 3),
        Remedy = row.GetString(first + 4),
        Count = row.GetInt64(first + 5),
        Figure = row.IsDBNull(first + 6) ? null : row.GetInt64(first + 6),
        FirstAt = Column.Time(row, first + 7),
        LastAt = Column.Time(row, first + 8),
        TimesTold = row.GetInt32(first + 9),
    };
}
