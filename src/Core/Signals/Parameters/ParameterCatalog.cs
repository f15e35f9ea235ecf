using System.ComponentModel;
using System.Reflection;
using System.Text.Json;

namespace SqueezeFlow.Core.Signals.Parameters;

/// <summary>All parameters of the strategy, as their marks describe them.</summary>
public static class ParameterCatalog
{
    private static readonly Dictionary<string, ParameterField> Fields;

    static ParameterCatalog()
    {
        var groups = typeof(StrategyParameters).GetProperties().Where(property => property.PropertyType.IsSubclassOf(typeof(ParameterGroup))).ToList();
        Groups = [.. groups.Select(group => KeyValuePair.Create(NameOf(group), group.GetCustomAttribute<DescriptionAttribute>()!.Description))];
        All = [.. groups.SelectMany(FieldsOf)];
        Fields = All.ToDictionary(field => field.Name, StringComparer.Ordinal);
    }

    /// <summary>Every parameter, group by group, in the order of tables.</summary>
    public static IReadOnlyList<ParameterField> All { get; }

    /// <summary>Names of the groups and what they are about, in the order of tables.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Groups { get; }

    /// <summary>The parameter of a name, e.g. <c>divergence.flowBars</c>; null when there is none.</summary>
    public static ParameterField? Find(string name) => Fields.GetValueOrDefault(name);

    private static IEnumerable<ParameterField> FieldsOf(PropertyInfo @group) =>
        from property in @group.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        let mark = property.GetCustomAttribute<ParameterAttribute>()
        where mark is not null
        select new ParameterField(@group, property, mark);

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
