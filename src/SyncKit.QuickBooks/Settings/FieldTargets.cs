namespace SyncKit.QuickBooks.Settings;

/// <summary>Where a value of the order can be copied to. Pure.</summary>
internal static class FieldTargets
{
    public const string Class = "class";
    public const string Department = "department";
    public const string CustomField = "customField:";

    public static IReadOnlyList<string> Plain { get; } = ["memo", "privateNote", Class, Department, "paymentNumber"];

    public static bool IsKnown(string target) => Plain.Contains(target) || CustomFieldOf(target) is { Length: > 0 };

    /// <summary>The name or number of the custom field that a target names; <see langword="null"/> when it names another target.</summary>
    public static string? CustomFieldOf(string target) =>
        target.StartsWith(CustomField, StringComparison.Ordinal) ? target[CustomField.Length..].Trim() : null;
}
