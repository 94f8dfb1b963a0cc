using Microsoft.Extensions.Options;

namespace SyncKit.Notifications;

internal sealed class NotificationOptionsValidator : IValidateOptions<NotificationOptions>
{
    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        List<string> problems = [];
        Between(options.GatheringDelay, TimeSpan.Zero, TimeSpan.FromHours(1), nameof(options.GatheringDelay), problems);
        Between(options.QuietPeriod, TimeSpan.Zero, TimeSpan.FromDays(7), nameof(options.QuietPeriod), problems);
        foreach ((NotificationKind kind, TimeSpan quiet) in options.QuietPeriods)
        {
            Between(quiet, TimeSpan.Zero, TimeSpan.FromDays(7), $"{nameof(options.QuietPeriods)}[{kind}]", problems);
        }

        Between(options.TenantInterval, TimeSpan.Zero, TimeSpan.FromDays(1), nameof(options.TenantInterval), problems);
        Between(options.MaxAttempts, 1, 1000, nameof(options.MaxAttempts), problems);
        Between(options.PausedLaneAfter, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7), nameof(options.PausedLaneAfter), problems);
        Between(options.DeadLetterThreshold, 1, int.MaxValue, nameof(options.DeadLetterThreshold), problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void Between<T>(T value, T least, T most, string option, List<string> problems)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            problems.Add($"NotificationOptions.{option} is {value}; choose a value from {least} to {most}.");
        }
    }
}
