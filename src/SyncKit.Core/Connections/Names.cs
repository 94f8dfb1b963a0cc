namespace SyncKit.Connections;

internal static class Names
{
    public const int MaxLength = 64;

    public static string Checked(string value, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, parameter);
        bool wellFormed = value.Length <= MaxLength && char.IsAsciiLetterOrDigit(value[0]) && value.All(IsAllowed);
        return wellFormed
            ? value
            : throw new ArgumentException(
                $"'{value}' is not a name: use 1 to {MaxLength} ASCII letters, digits, dots, underscores or dashes, beginning with a letter or digit.",
                parameter);
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-';
}
