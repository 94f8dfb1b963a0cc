using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SyncKit.WooCommerce.Webhooks;

/// <summary>Tells deliveries apart by topic and body. Their own ids do not: all of one webhook in one second bear the same.</summary>
internal static class DeliveryKey
{
    public static string Of(string topic, ReadOnlySpan<byte> body) => $"{topic}:{Convert.ToHexStringLower(SHA256.HashData(body))}";

    /// <summary>
    /// The key of a record's deletion, whose body is the same to the byte each time: after it was restored the record may be deleted once more.
    /// </summary>
    public static string OfDeletion(string kind, long id) =>
        Of($"{kind}.deleted", Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"id":{{id}}}""")));
}
