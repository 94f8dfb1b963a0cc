namespace SyncKit.Faults;

/// <summary>A record's content cannot be read. The item becomes a dead letter that names the field; its neighbours go on.</summary>
public sealed class RecordFormatException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="field">The field's path, for example <c>line_items[2].total</c>.</param>
    /// <param name="problem">What is wrong with it, as the rest of a sentence: <c>is "abc", not an amount</c>.</param>
    /// <param name="inner">The cause.</param>
    public RecordFormatException(string field, string problem, Exception? inner = null)
        : base($"The field '{field}' {problem}.", inner) => Field = field;

    /// <summary>The field's path.</summary>
    public string Field { get; }
}
