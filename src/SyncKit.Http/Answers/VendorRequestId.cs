namespace SyncKit.Http;

/// <summary>The header a vendor's support asks for, of the vendors SyncKit speaks to.</summary>
internal static class VendorRequestId
{
    private const int Longest = 128;
    private static readonly string[] Names = ["intuit_tid", "sb-request-id", "x-request-id", "cf-ray"];

    public static string? Find(HttpResponseMessage? response)
    {
        foreach (var name in Names)
        {
            if (response is not null && response.Headers.TryGetValues(name, out var values) && values.FirstOrDefault() is { Length: > 0 } value)
            {
                return value.Length > Longest ? value[..Longest] : value;
            }
        }

        return null;
    }
}
