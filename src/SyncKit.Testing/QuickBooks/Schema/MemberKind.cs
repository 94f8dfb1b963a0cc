namespace SyncKit.Testing.QuickBooks.Schema;

internal enum MemberKind
{
    Text,
    Number,
    Flag,
    Date,
    Time,
    Object,
    Array,
}
