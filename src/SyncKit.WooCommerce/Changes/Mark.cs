using System.Globalization;

namespace SyncKit.WooCommerce.Changes;

/// <summary>A place in the order of reading: by second of modification, then by id. All up to it was read.</summary>
/// <param name="Second">The second, counted from 1970 in UTC.</param>
/// <param name="Id">The last id read within the second; 0 when the second itself is still to be read.</param>
internal readonly record struct Mark(long Second, long Id) : IComparable<Mark>
{
    public int CompareTo(Mark other)
    {
        int bySecond = Second.CompareTo(other.Second);
        return bySecond != 0 ? bySecond : Id.CompareTo(other.Id);
    }

    /// <summary>The earlier of two; <see langword="null"/> is the beginning.</summary>
    public static Mark? Earlier(Mark? left, Mark? right) =>
        left is { } one && right is { } other ? (one.CompareTo(other) <= 0 ? one : other) : null;

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    public static Mark? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string[] parts = text.Split('/');
        return parts.Length == 2
            && DateTimeOffset.TryParseExact(parts[0], StoreTime.Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset second)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long id)
                ? new Mark(second.ToUnixTimeSeconds(), id)
                : throw new FormatException($"'{text}' is not a mark.");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StoreTime.Write(Second)}/{Id}");
}
