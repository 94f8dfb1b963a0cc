using Microsoft.Extensions.Options;

namespace SyncKit.Webhooks;

internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        List<string> problems = [];
        Between(options.GraceTime, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), nameof(options.GraceTime), problems);
        Between(options.Memory, TimeSpan.FromDays(2), TimeSpan.FromDays(3650), nameof(options.Memory), problems);
        if (options.RepairInterval != TimeSpan.Zero)
        {
            Between(options.RepairInterval, TimeSpan.FromMinutes(5), TimeSpan.FromDays(30), nameof(options.RepairInterval), problems);
        }

        if (options.LossThreshold < 0)
        {
            problems.Add($"WebhookOptions.LossThreshold is {options.LossThreshold}; it must be at least 0.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void Between(TimeSpan value, TimeSpan least, TimeSpan most, string option, List<string> problems)
    {
        if (value < least || value > most)
        {
            problems.Add($"WebhookOptions.{option} is {value}; it must be between {least} and {most}.");
        }
    }
}
