using SqueezeFlow.Core.Notices;
using SqueezeFlow.Notifications.Settings;

namespace SqueezeFlow.Notifications.Messages;

/// <summary>The text of each notice. Safe for concurrent use.</summary>
internal sealed class NoticeTexts
{
    private readonly Dictionary<string, NoticeTemplate> _templates;
    private readonly string _instance;

    public NoticeTexts(NotificationOptions options)
    {
        _instance = options.Source;
        _templates = NoticeKinds.All.ToDictionary(
            kind => kind.Name,
            kind => new NoticeTemplate(options.Templates.GetValueOrDefault(kind.Name) ?? kind.Text),
            StringComparer.Ordinal);
    }

    public string Of(TimedNotice timed)
    {
        var (notice, at) = timed;
        var template = _templates[notice.Kind.Name];
        var whose = notice.Values.TryGetValue(NoticeKinds.Account, out var account) && !template.Uses(NoticeKinds.Account) ? $"{account}: " : "";
        return whose + template.Fill(name => name.ToUpperInvariant() switch
        {
            "KIND" => notice.Kind.Name,
            "SEVERITY" => Word(notice.Kind.Severity),
            "INSTANCE" => _instance,
            "TIME" => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture),
            _ => notice.Values.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value,
        });
    }

    /// <summary>A severity as it is called on the wire.</summary>
    public static string Word(NoticeSeverity severity) => severity switch
    {
        NoticeSeverity.Critical => "critical",
        NoticeSeverity.Warning => "warning",
        _ => "info",
    };
}
