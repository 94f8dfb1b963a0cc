using SyncKit.Notifications;

namespace SyncKit.Sqlite.Notifications;

internal static class NotificationRows
{
    /// <summary>Reads kind, subject, code, message, remedy, count, figure, first_at, last_at and times_told.</summary>
    public static NotificationGroup Read(Rows row) => new()
    {
        Kind = (NotificationKind)row.GetInt32(0),
        Subject = row.GetString(1),
        Code = row.GetString(2),
        Message = row.GetString(3),
        Remedy = row.GetString(4),
        Count = row.GetInt64(5),
        Figure = row.IsNull(6) ? null : row.GetInt64(6),
        FirstAt = Column.Time(row, 7),
        LastAt = Column.Time(row, 8),
        TimesTold = row.GetInt32(9),
    };
}
