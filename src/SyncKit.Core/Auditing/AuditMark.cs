using System.Globalization;

namespace SyncKit.Auditing;

/// <summary>
/// A point in a tenant's audit trail. Noted outside of the storage, it proves later that nothing up to it was changed, even by somebody who may write
/// everything in the storage.
/// </summary>
/// <param name="Sequence">The number of the last entry that it covers; 0 when there is none.</param>
/// <param name="Hash">That entry's hash.</param>
public sealed record AuditMark(long Sequence, AuditHash Hash)
{
    /// <summary>The mark of a trail without entries.</summary>
    public static AuditMark Empty { get; } = new(0, default);

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    /// <param name="text">The number, a colon and 64 hexadecimal digits.</param>
    /// <exception cref="FormatException"><paramref name="text"/> has another form.</exception>
    public static AuditMark Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && long.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
            && AuditHash.TryParse(text[(colon + 1)..], out AuditHash hash)
            ? new AuditMark(sequence, hash)
            : throw new FormatException($"'{text}' is not a mark of an audit trail: write number:hash with 64 hexadecimal digits.");
    }

    /// <summary>For example <c>17:9f86d0…</c>, to be noted elsewhere.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");
}
