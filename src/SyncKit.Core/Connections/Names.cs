namespace SyncKit.Connections;

internal static class Names
{
    public const int MaxLength = 64;

    public static string Checked(string value, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, parameter);
        return IsWellFormed(value)
            ? value
            : throw new ArgumentException(
                $"'{value}' is not a name: use 1 to {MaxLength} ASCII letters, digits, dots, underscores or dashes, beginning with a letter or digit.",
                parameter);
    }

    public static bool IsWellFormed(string? value) =>
        value is { Length: > 0 and <= MaxLength } && char.IsAsciiLetterOrDigit(value[0]) && value.All(IsAllowed);

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-';
}
