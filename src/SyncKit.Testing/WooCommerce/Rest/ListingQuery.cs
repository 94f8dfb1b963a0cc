using System.Globalization;
using Microsoft.Extensions.Primitives;
using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.WooCommerce;

/// <summary>The parameters of a list, validated as the REST API does.</summary>
internal sealed class ListingQuery
{
    private static readonly string[] Statuses =
        ["any", "trash", "auto-draft", "pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed", "checkout-draft"];

    private readonly SimulatedRequest request;
    private readonly List<InvalidParameter> invalid = [];

    private ListingQuery(SimulatedRequest request) => this.request = request;

    public int Page { get; private set; } = 1;

    public int PerPage { get; private set; } = 10;

    public bool Descending { get; private set; } = true;

    public string OrderBy { get; private set; } = "date";

    public int Decimals { get; private set; } = 2;

    /// <summary>The statuses asked for; nothing for <c>any</c>.</summary>
    public IReadOnlySet<string>? Status { get; private set; }

    public IReadOnlyList<long>? Include { get; private set; }

    public IReadOnlySet<long> Exclude { get; private set; } = new HashSet<long>();

    public long? Customer { get; private set; }

    public long? Parent { get; private set; }

    public long? CreatedAfter { get; private set; }

    public long? CreatedBefore { get; private set; }

    public long? ModifiedAfter { get; private set; }

    public long? ModifiedBefore { get; private set; }

    public string? Fields { get; private set; }

    public static ListingQuery Read(SimulatedRequest request, TimeZoneInfo zone, string[] orderings, out IReadOnlyList<InvalidParameter> invalid)
    {
        ListingQuery query = new(request);
        query.ReadAll(zone, orderings);
        invalid = query.invalid;
        return query;
    }

    /// <summary>Several values of one parameter: repeated, indexed as PHP does, or parted by commas.</summary>
    public static IReadOnlyList<string> Values(SimulatedRequest request, string name)
    {
        List<string> values = [];
        foreach ((string key, StringValues value) in request.Query)
        {
            if (key == name || key.StartsWith(name + "[", StringComparison.Ordinal))
            {
                values.AddRange(value.SelectMany(part => (part ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
            }
        }

        return values;
    }

    private void ReadAll(TimeZoneInfo zone, string[] orderings)
    {
        Page = Integer("page", 1, null) ?? 1;
        PerPage = Integer("per_page", 1, 100) ?? 10;
        bool gmt = Value("dates_are_gmt") is { } text && text is not ("false" or "0" or "");
        CreatedAfter = Date("after", gmt, zone);
        CreatedBefore = Date("before", gmt, zone);
        ModifiedAfter = Date("modified_after", gmt, zone);
        ModifiedBefore = Date("modified_before", gmt, zone);
        Exclude = Ids("exclude")?.ToHashSet() ?? [];
        Include = Ids("include");
        Descending = OneOf("order", ["asc", "desc"], "desc") == "desc";
        OrderBy = OneOf("orderby", orderings, "date");
        Parent = Ids("parent_id")?.FirstOrDefault() ?? Ids("parent")?.FirstOrDefault();
        Customer = Integer("customer", null, null);
        Decimals = Integer("dp", null, null) ?? 2;
        Fields = Value("_fields") ?? (Values(request, "_fields") is { Count: > 0 } listed ? string.Join(',', listed) : null);
        ReadStatus();
    }

    private void ReadStatus()
    {
        IReadOnlyList<string> wanted = Values(request, "status");
        for (int i = 0; i < wanted.Count; i++)
        {
            if (!Statuses.Contains(wanted[i]))
            {
                invalid.Add(new InvalidParameter("status", "rest_not_in_enum", string.Create(CultureInfo.InvariantCulture, $"status[{i}] is not one of {Listed(Statuses)}.")));
                return;
            }
        }

        Status = wanted.Count == 0 || wanted.Contains("any") ? null : wanted.ToHashSet();
    }

    private string? Value(string name) => request.Query.TryGetValue(name, out StringValues value) ? value[^1] : null;

    private int? Integer(string name, int? least, int? most)
    {
        if (Value(name) is not { } text)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            invalid.Add(new InvalidParameter(name, "rest_invalid_type", name + " is not of type integer."));
            return null;
        }

        if (number < least || number > most)
        {
            string bounds = most is null
                ? string.Create(CultureInfo.InvariantCulture, $"{name} must be greater than or equal to {least}")
                : string.Create(CultureInfo.InvariantCulture, $"{name} must be between {least} (inclusive) and {most} (inclusive)");
            invalid.Add(new InvalidParameter(name, "rest_out_of_bounds", bounds));
            return null;
        }

        return number;
    }

    private long? Date(string name, bool gmt, TimeZoneInfo zone)
    {
        if (Value(name) is not { } text)
        {
            return null;
        }

        long? threshold = SiteDate.Threshold(text, gmt, zone);
        if (threshold is null)
        {
            invalid.Add(new InvalidParameter(name, "rest_invalid_date", "Invalid date."));
        }

        return threshold;
    }

    private List<long>? Ids(string name)
    {
        List<long> ids = [];
        foreach (string value in Values(request, name))
        {
            if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long id))
            {
                invalid.Add(new InvalidParameter(name, "rest_invalid_type", name + "[0] is not of type integer."));
                return null;
            }

            ids.Add(id);
        }

        return ids.Count == 0 ? null : ids;
    }

    private string OneOf(string name, string[] allowed, string otherwise)
    {
        string value = Value(name) ?? otherwise;
        if (!allowed.Contains(value))
        {
            invalid.Add(new InvalidParameter(name, "rest_not_in_enum", $"{name} is not one of {Listed(allowed)}."));
            return otherwise;
        }

        return value;
    }

    private static string Listed(string[] values) =>
        values.Length == 2 ? values[0] + " and " + values[1] : string.Join(", ", values[..^1]) + ", and " + values[^1];
}
