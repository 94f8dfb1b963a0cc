using System.Text.RegularExpressions;

namespace SyncKit.Http;

/// <summary>Takes secrets and personal data out of text before it reaches a log, an exception or a dead letter.</summary>
public static partial class Redactor
{
    /// <summary>What stands where a secret stood.</summary>
    public const string Mask = "***";

    /// <summary>
    /// Replaces credentials (bearer and basic values, tokens and keys by name in JSON, forms and query strings, WooCommerce, Intuit and
    /// Supabase keys, JWTs, passwords in URLs, long opaque strings), e-mail addresses and card numbers by <see cref="Mask"/>.
    /// Scrubbing scrubbed text changes nothing.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text without them.</returns>
    public static string Scrub(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = UserInUrl().Replace(text, "://" + Mask + "@");
        text = Scheme().Replace(text, "$1 " + Mask);
        text = NamedInJson().Replace(text, "$1" + Mask);
        text = NamedInForm().Replace(text, "$1" + Mask);
        text = KnownKey().Replace(text, Mask);
        text = Email().Replace(text, Mask);
        text = Digits().Replace(text, static m => IsCard(m.ValueSpan) ? Mask : m.Value);
        return Opaque().Replace(text, static m => m.ValueSpan.ContainsAnyInRange('0', '9') && HasLetter(m.ValueSpan) ? Mask : m.Value);
    }

    private const string Names =
        "access_?token|refresh_?token|id_?token|token|client_?secret|client_?id|consumer_?key|consumer_?secret|oauth_[a-z_]+|secret|password|passwd|pwd|"
        + "api_?key|authorization|signature|assertion|service_?role_?key";

    [GeneratedRegex(@"://[^/\s@""'<>]+@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInUrl();

    [GeneratedRegex(@"\b(bearer|basic)\s+(?!\*\*\*)[A-Za-z0-9\-._~+/=]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"(""(?:" + Names + @")""\s*:\s*"")(?:[^""\\]|\\.)*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedInJson();

    [GeneratedRegex(@"((?<![A-Za-z0-9])(?:code|state|" + Names + @")=)[^&\s""'<>]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedInForm();

    // In this order: JWT or JWE, WooCommerce key or secret, Intuit token, Supabase key.
    [GeneratedRegex(
        @"eyJ[A-Za-z0-9_\-.]{8,}|(?<![A-Za-z0-9])c[ks]_[A-Za-z0-9]{6,}|(?<![A-Za-z0-9])AB[0-9]{2}[A-Za-z0-9_\-]{6,}|(?<![A-Za-z0-9])sbp?_[A-Za-z0-9_]{6,}",
        RegexOptions.CultureInvariant)]
    private static partial Regex KnownKey();

    [GeneratedRegex(@"[\p{L}\p{N}.!#$%&'+/=?^_`{|}~\-]+(?:@|%40)[\p{L}\p{N}\-]+(?:\.[\p{L}\p{N}\-]+)*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<![0-9])[0-9](?:[ \-]?[0-9]){12,18}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"[A-Za-z0-9_\-+]{40,}={0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Opaque();

    private static bool HasLetter(ReadOnlySpan<char> text) => text.ContainsAnyInRange('A', 'Z') || text.ContainsAnyInRange('a', 'z');

    /// <summary>The Luhn check, which every card number passes and nine in ten other numbers (company ids, times) do not.</summary>
    private static bool IsCard(ReadOnlySpan<char> text)
    {
        var sum = 0;
        var doubled = false;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                continue;
            }

            var digit = text[i] - '0';
            sum += doubled ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
            doubled = !doubled;
        }

        return sum % 10 == 0;
    }
}
