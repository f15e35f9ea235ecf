using System.Globalization;

namespace SqueezeFlow.Storage.Sqlite.Engine;

/// <summary>Values as the texts that stand in the database.</summary>
internal static class ColumnText
{
    /// <summary>The name of an enum value; allocates nothing for values that have one.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Enum.GetName(value) ?? value.ToString();

    /// <summary>The enum value of a name.</summary>
    public static T Parse<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(name);

    /// <summary>Money, digits as they are.</summary>
    public static string Of(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    /// <summary>Money, or null.</summary>
    public static string? Of(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Money from its text.</summary>
    public static decimal Money(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Money from its text, or null.</summary>
    public static decimal? MoneyOrNull(string? text) => text is null ? null : Money(text);
}
