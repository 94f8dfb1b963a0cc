using System.Globalization;
using Microsoft.Extensions.Options;

namespace SyncKit.QuickBooks;

/// <summary>Says in sentences what a host has to set.</summary>
internal sealed class QuickBooksOptionsValidator : IValidateOptions<QuickBooksOptions>
{
    public ValidateOptionsResult Validate(string? name, QuickBooksOptions options)
    {
        List<string> problems = [];
        Present(problems, nameof(options.ClientId), options.ClientId);
        Present(problems, nameof(options.ClientSecret), options.ClientSecret);
        Address(problems, nameof(options.ApiUrl), options.ApiUrl);
        Address(problems, nameof(options.TokenUrl), options.TokenUrl);
        Address(problems, nameof(options.AuthorizeUrl), options.AuthorizeUrl);
        Address(problems, nameof(options.RevokeUrl), options.RevokeUrl);
        Within(problems, nameof(options.RequestsPerSecond), options.RequestsPerSecond, 100);
        Within(problems, nameof(options.RequestsPerMinute), options.RequestsPerMinute, 10_000);
        Within(problems, nameof(options.Concurrency), options.Concurrency, 100);
        Within(problems, nameof(options.BatchCallsPerMinute), options.BatchCallsPerMinute, 1000);
        Within(problems, nameof(options.BatchSize), options.BatchSize, 30);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void Present(List<string> problems, string key, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            problems.Add($"QuickBooks:{key} is missing: take it from the app's keys page in the Intuit developer portal.");
        }
    }

    private static void Address(List<string> problems, string key, Uri? value)
    {
        bool safe = value is { IsAbsoluteUri: true }
            && (value.Scheme == Uri.UriSchemeHttps || (value.Scheme == Uri.UriSchemeHttp && value.IsLoopback));
        if (!safe)
        {
            problems.Add($"QuickBooks:{key} is {Shown(value)}, not an https address.");
        }
    }

    /// <summary>User name and query are left out: an address that is set wrongly may hold a secret there.</summary>
    private static string Shown(Uri? value) => value switch
    {
        null => "missing",
        { IsAbsoluteUri: true } => $"'{value.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}'",
        _ => "not a whole address",
    };

    private static void Within(List<string> problems, string key, int value, int most)
    {
        if (value < 1 || value > most)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"QuickBooks:{key} is {value}: set it to a number from 1 to {most}."));
        }
    }
}
