using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SyncKit.QuickBooks.Api;

namespace SyncKit.QuickBooks.Faults;

/// <summary>Reads a fault in any of its shapes: <c>Fault/Error</c>, the gateway's <c>fault/error</c>, and XML although JSON was asked for.</summary>
internal static partial class FaultParser
{
    /// <summary>The first fault of a body; <see langword="null"/> when there is none.</summary>
    public static VendorFault? Read(ReadOnlyMemory<byte> body)
    {
        if (Json.TryParse(body, out JsonElement root))
        {
            return Read(root);
        }

        string text = Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 16_384)]);
        Match code = XmlCode().Match(text);
        code = code.Success ? code : AnyCode().Match(text);
        if (!code.Success)
        {
            return null;
        }

        return new VendorFault(Number(code.Groups[1].Value), Inner(XmlMessage(), text), Inner(XmlDetail(), text), string.Empty);
    }

    /// <summary>The first fault of an object that may hold one.</summary>
    public static VendorFault? Read(JsonElement parent)
    {
        JsonElement fault = parent.Member("Fault") is { ValueKind: JsonValueKind.Object } upper ? upper : parent.Member("fault");
        if (fault.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        JsonElement error = fault.Items("Error").Concat(fault.Items("error")).FirstOrDefault();
        string message = Either(error, "Message", "message");
        int code = Number(Either(error, "code", "Code"));
        if (code == 0 && AnyCode().Match(message) is { Success: true } inMessage)
        {
            code = Number(inMessage.Groups[1].Value);
        }

        return new VendorFault(code, message, Either(error, "Detail", "detail"), Either(error, "element", "Element"));
    }

    private static string Either(JsonElement element, string first, string second) =>
        element.Text(first) is { Length: > 0 } text ? text : element.Text(second);

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static string Inner(Regex pattern, string text) => WebUtility.HtmlDecode(pattern.Match(text).Groups[1].Value);

    [GeneratedRegex(@"<Error\b[^>]*\bcode\s*=\s*[""']0*(\d{1,6})[""']", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex XmlCode();

    [GeneratedRegex(@"errorCode=0*(\d{1,6})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AnyCode();

    [GeneratedRegex(@"<Message>([^<]{0,1000})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex XmlMessage();

    [GeneratedRegex(@"<Detail>([^<]{0,1000})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex XmlDetail();
}
