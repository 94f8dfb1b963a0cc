using Microsoft.Extensions.Options;

namespace SyncKit.Hosting;

internal sealed class SyncKitOptionsValidator : IValidateOptions<SyncKitOptions>
{
    public ValidateOptionsResult Validate(string? name, SyncKitOptions options)
    {
        List<string> problems = [];
        Between(options.PollInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), nameof(options.PollInterval), problems);
        Between(options.SweepInterval, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30), nameof(options.SweepInterval), problems);
        Between(options.RunRetention, TimeSpan.FromHours(1), TimeSpan.FromDays(3660), nameof(options.RunRetention), problems);
        Between(options.LeaseLife, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(options.LeaseLife), problems);
        Between(options.LaneQuantum, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1), nameof(options.LaneQuantum), problems);
        ZeroOrBetween(options.BooksCheckInterval, TimeSpan.FromMinutes(1), TimeSpan.FromDays(25), nameof(options.BooksCheckInterval), problems);
        ZeroOrBetween(options.RecheckInterval, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30), nameof(options.RecheckInterval), problems);
        Between(options.Parallelism, 1, 1024, nameof(options.Parallelism), problems);
        Between(options.LaneBatch, 1, 10_000, nameof(options.LaneBatch), problems);
        Between(options.LaneConcurrency, 1, 64, nameof(options.LaneConcurrency), problems);
        Between(options.MaxAttempts, 1, 1000, nameof(options.MaxAttempts), problems);
        if (options.Jitter is null)
        {
            problems.Add("SyncKitOptions.Jitter is null; give it a function that returns a number between 0 and 1.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void ZeroOrBetween(TimeSpan value, TimeSpan least, TimeSpan most, string option, List<string> problems)
    {
        if (value != TimeSpan.Zero)
        {
            Between(value, least, most, option, problems);
        }
    }

    private static void Between<T>(T value, T least, T most, string option, List<string> problems)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            problems.Add($"SyncKitOptions.{option} is {value}; it must be between {least} and {most}.");
        }
    }
}
