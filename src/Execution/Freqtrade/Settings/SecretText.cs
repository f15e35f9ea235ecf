using System.ComponentModel;
using System.Globalization;

namespace SqueezeFlow.Execution.Freqtrade.Settings;

/// <summary>A text that never prints. Reading it takes a word.</summary>
[TypeConverter(typeof(SecretTextConverter))]
public readonly struct SecretText(string? value)
{
    private readonly string? _value = value;

    /// <summary>Whether there is no text.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(_value);

    /// <summary>The text itself: for the one place that sends it.</summary>
    public string Reveal() => _value ?? string.Empty;

    /// <inheritdoc/>
    public override string ToString() => "***";
}

/// <summary>Lets configuration bind a secret from its text.</summary>
public sealed class SecretTextConverter : TypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    /// <inheritdoc/>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? new SecretText(text) : base.ConvertFrom(context, culture, value);
}
