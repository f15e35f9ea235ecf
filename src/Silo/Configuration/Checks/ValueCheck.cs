using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Configuration.Checks;

/// <summary>Reads the values of one section into its options class, and asks the class's own ranges.</summary>
internal static class ValueCheck
{
    /// <summary>A problem for each value that cannot be read or lies outside of its range.</summary>
    public static IEnumerable<ConfigurationProblem> Run(IConfigurationSection values, string section, Type type)
    {
        List<ConfigurationProblem> problems = [];
        var options = Activator.CreateInstance(type)!;
        foreach (var property in KnownOptions.ValuesOf(type))
        {
            if (values[property.Name] is { } text && !TrySet(options, property, text))
            {
                var key = $"{section}:{property.Name}";
                problems.Add(new(key, ConfigurationCheck.Shown(key, text), ConfigurationProblem.Unreadable, $"expected {Expected(property.PropertyType)}"));
            }
        }

        List<ValidationResult> results = [];
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return problems.Concat(results.Select(result => Describe(result, section, options)));
    }

    private static ConfigurationProblem Describe(ValidationResult result, string section, object options)
    {
        var type = options.GetType();
        var name = result.MemberNames.FirstOrDefault() ?? type.Name;
        var key = $"{section}:{name}";
        var value = Convert.ToString(type.GetProperty(name)?.GetValue(options), CultureInfo.InvariantCulture);
        return new(key, ConfigurationCheck.Shown(key, value), "cannot be used", Fix(type.GetProperty(name), result));
    }

    private static string Fix(PropertyInfo? property, ValidationResult result) =>
        property?.GetCustomAttributes(typeof(RangeAttribute), inherit: true).FirstOrDefault() is RangeAttribute range
            ? string.Create(CultureInfo.InvariantCulture, $"expected {range.Minimum} to {range.Maximum}")
            : result.ErrorMessage ?? "see docs/configuration.md";

    private static bool TrySet(object options, PropertyInfo property, string text)
    {
        var converter = TypeDescriptor.GetConverter(property.PropertyType);
        try
        {
            property.SetValue(options, converter.ConvertFromInvariantString(text));
            return !property.PropertyType.IsEnum || Enum.IsDefined(property.PropertyType, property.GetValue(options)!);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }

    private static string Expected(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } plain => $"one of {string.Join(", ", Enum.GetNames(plain))}",
        var plain when plain == typeof(bool) => "true or false",
        var plain when plain == typeof(TimeSpan) => "a time span, e.g. 00:01:00",
        var plain when plain == typeof(double) || plain == typeof(decimal) => "a number, e.g. 0.5",
        var plain when plain == typeof(Uri) => "an address, e.g. http://127.0.0.1:8080",
        _ => "a whole number",
    };
}
