using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Schema;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Query;

/// <summary>One condition made ready to be asked of many rows.</summary>
internal sealed class Filter
{
    private readonly QueryCondition condition;
    private readonly Member member;
    private readonly IComparable?[] values;

    public Filter(EntityKind kind, QueryCondition condition)
    {
        this.condition = condition;
        member = Queryable.Get(kind, condition.Property);
        if (IsId && condition.Operator is not ("=" or "IN"))
        {
            throw Refuse.QueryValidation($"operator {condition.Operator} is not supported for property Id");
        }

        values = [.. condition.Values.Select(Value)];
    }

    public bool IsId => condition.Property.Equals("Id", StringComparison.OrdinalIgnoreCase);

    public bool IsActive => condition.Property.Equals("Active", StringComparison.OrdinalIgnoreCase);

    /// <summary>The rows an index gives for this condition; nothing when no index helps.</summary>
    public IEnumerable<StoredEntity>? FromIndex(EntityTable table)
    {
        if (condition.Operator is not ("=" or "IN") || condition.Values.Any(string.IsNullOrWhiteSpace))
        {
            return null;
        }

        if (IsId)
        {
            return condition.Values.Distinct(StringComparer.Ordinal).Select(table.Find).OfType<StoredEntity>();
        }

        return EntityTable.IsIndexed(condition.Property)
            ? condition.Values.SelectMany(value => table.Where(condition.Property, value)).Distinct()
            : null;
    }

    public bool Matches(StoredEntity row)
    {
        IComparable? actual = RowReader.Read(row, condition.Property, member);
        if (actual is string text && condition.Property.Equals("Active", StringComparison.OrdinalIgnoreCase))
        {
            actual = text.ToUpperInvariant();
        }

        return condition.Operator switch
        {
            "=" or "IN" => values.Any(value => Equals(value, actual)),
            "LIKE" => actual is not null && LikePattern.Matches(actual.ToString()!, condition.Values[0].ToUpperInvariant()),
            _ => actual is not null && values[0] is { } value && Compare(actual, value),
        };
    }

    /// <summary>A blank stands for null.</summary>
    private IComparable? Value(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return RowReader.Parse(text, member) ?? throw Refuse.QueryValidation($"value {text} is not valid for property {condition.Property}");
    }

    private bool Compare(IComparable actual, IComparable value)
    {
        int order = actual is string left && value is string right ? string.CompareOrdinal(left, right) : actual.CompareTo(value);
        return condition.Operator switch
        {
            "<" => order < 0,
            ">" => order > 0,
            "<=" => order <= 0,
            _ => order >= 0,
        };
    }
}
