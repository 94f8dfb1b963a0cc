using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace SyncKit.Http;

/// <summary>Bounds a time; the framework's range over a type's name is not safe to trim.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeRangeAttribute(string least, string most) : ValidationAttribute
{
    public string Least => least;

    public string Most => most;

    public override bool IsValid(object? value) => value is TimeSpan time
        && time >= TimeSpan.Parse(least, CultureInfo.InvariantCulture) && time <= TimeSpan.Parse(most, CultureInfo.InvariantCulture);

    public override string FormatErrorMessage(string name) => $"{name} must be between {least} and {most}.";
}
