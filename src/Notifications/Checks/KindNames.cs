using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Notifications.Settings;

namespace SqueezeFlow.Notifications.Checks;

/// <summary>What is said to a name that is no kind of notice.</summary>
internal static class KindNames
{
    public static string Fix(string name)
    {
        string[] known = [.. NoticeKinds.All.Select(kind => kind.Name)];
        return NearestName.Of(name, known) is { } nearest ? $"did you mean {nearest}?" : $"expected one of {string.Join(", ", known)}";
    }

    /// <summary>A problem for each name that is excluded and means nothing.</summary>
    public static IEnumerable<string> ProblemsOf(ChannelOptions options, string section) =>
        from name in options.ExcludedNames
        where NoticeKinds.Find(name) is null
        select $"{section}:{nameof(ChannelOptions.Exclude)}: '{name}' is no kind of notice: {Fix(name)}";
}
