using System.ComponentModel;
using System.Globalization;

namespace SqueezeFlow.Execution.Freqtrade;

/// <summary>A text that never prints. Reading it takes a word.</summary>
[TypeConverter(typeof(SecretConverter))]
internal readonly struct Secret(string? value)
{
    private readonly string? _value = value;

    public bool IsEmpty => string.IsNullOrEmpty(_value);

    public string Reveal() => _value ?? string.Empty;

    public override string ToString() => "***";
}

/// <summary>Lets configuration bind a secret from its text.</summary>
internal sealed class SecretConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? new Secret(text) : base.ConvertFrom(context, culture, value);
}
