using Microsoft.Extensions.Options;

namespace SyncKit.AspNetCore.Health;

internal sealed class SyncKitHealthOptionsValidator : IValidateOptions<SyncKitHealthOptions>
{
    public ValidateOptionsResult Validate(string? name, SyncKitHealthOptions options)
    {
        List<string> problems = [];
        Between(options.SlowStorage, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10), nameof(options.SlowStorage), problems);
        Between(options.LongestLaneWait, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1), nameof(options.LongestLaneWait), problems);
        Between(options.ClockTolerance, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(options.ClockTolerance), problems);
        Between(options.KeepFor, TimeSpan.Zero, TimeSpan.FromMinutes(5), nameof(options.KeepFor), problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void Between(TimeSpan value, TimeSpan least, TimeSpan most, string option, List<string> problems)
    {
        if (value < least || value > most)
        {
            problems.Add($"SyncKitHealthOptions.{option} is {value}; choose a value from {least} to {most}.");
        }
    }
}
