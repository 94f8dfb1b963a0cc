using System.Globalization;
using System.Text;
using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.WooCommerce;

/// <summary>Puts bodies into responses: lists with their paging headers, single resources, and the cut that <c>_fields</c> makes.</summary>
internal static class RestAnswer
{
    private const string Json = "application/json; charset=UTF-8";

    public static SimulatedResponse Single(SimulatedRequest request, byte[] body, int status = 200)
    {
        string? fields = Fields(request);
        return new SimulatedResponse(status, fields is null ? body : FieldFilter.Cut(body, fields, keepLinks: true), Json);
    }

    public static SimulatedResponse List(SimulatedRequest request, Site site, ListingQuery query, int total, IEnumerable<byte[]> items)
    {
        byte[] body = Join([.. items.Select(item => query.Fields is null ? item : FieldFilter.Cut(item, query.Fields, keepLinks: false))]);
        int pages = (total + query.PerPage - 1) / query.PerPage;

        // A page past the end is not told the real counts: the store answers 0 and 0.
        bool beyond = query.Page > 1 && query.Page > pages;
        SimulatedResponse response = new(200, body, Json);
        response.With("X-WP-Total", (beyond ? 0 : total).ToString(CultureInfo.InvariantCulture));
        response.With("X-WP-TotalPages", (beyond ? 0 : pages).ToString(CultureInfo.InvariantCulture));
        List<string> links = [];
        if (query.Page > 1)
        {
            links.Add(Link(request, site, beyond ? 0 : query.Page - 1, "prev"));
        }

        if (query.Page < pages)
        {
            links.Add(Link(request, site, query.Page + 1, "next"));
        }

        return links.Count == 0 ? response : response.With("Link", string.Join(", ", links));
    }

    /// <summary>Cuts a whole list that takes no paging apart from the usual one.</summary>
    public static SimulatedResponse Slice(SimulatedRequest request, Site site, ListingQuery query, IReadOnlyCollection<byte[]> all) =>
        List(request, site, query, all.Count, all.Skip((query.Page - 1) * query.PerPage).Take(query.PerPage));

    private static byte[] Join(byte[][] items)
    {
        byte[] body = new byte[items.Sum(item => item.Length) + Math.Max(items.Length - 1, 0) + 2];
        body[0] = (byte)'[';
        int end = 1;
        foreach (byte[] item in items)
        {
            if (end > 1)
            {
                body[end++] = (byte)',';
            }

            item.CopyTo(body, end);
            end += item.Length;
        }

        body[end] = (byte)']';
        return body;
    }

    private static string? Fields(SimulatedRequest request)
    {
        IReadOnlyList<string> fields = ListingQuery.Values(request, "_fields");
        return fields.Count == 0 ? null : string.Join(',', fields);
    }

    private static string Link(SimulatedRequest request, Site site, int page, string relation)
    {
        StringBuilder query = new();
        bool placed = false;
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in request.Query)
        {
            bool isPage = name == "page";
            placed |= isPage;
            Append(query, name, isPage ? page.ToString(CultureInfo.InvariantCulture) : values[^1] ?? string.Empty);
        }

        if (!request.Query.Keys.Any(name => name.StartsWith("status", StringComparison.Ordinal)) && request.Path.EndsWith("/orders", StringComparison.Ordinal))
        {
            Append(query, "status[0]", "any");
        }

        foreach ((string name, string value) in new[] { ("dp", "2"), ("context", "view") })
        {
            if (!request.Query.ContainsKey(name))
            {
                Append(query, name, value);
            }
        }

        if (!placed)
        {
            Append(query, "page", page.ToString(CultureInfo.InvariantCulture));
        }

        return $"<{site.Url}{request.Path}?{query}>; rel=\"{relation}\"";
    }

    private static void Append(StringBuilder query, string name, string value)
    {
        query.Append(query.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
    }
}
