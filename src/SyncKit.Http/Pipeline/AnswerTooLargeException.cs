using System.Globalization;

namespace SyncKit.Http;

/// <summary>An answer larger than <see cref="HttpResilienceOptions.MaxAnswerBytes"/>.</summary>
internal sealed class AnswerTooLargeException(int status, int limit)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"HTTP {status}. The body is larger than {limit} bytes."))
{
    public int Status => status;
}
