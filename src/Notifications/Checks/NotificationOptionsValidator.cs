using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Notifications.Messages;
using SqueezeFlow.Notifications.Settings;

namespace SqueezeFlow.Notifications.Checks;

/// <summary>Checks the texts of each kind.</summary>
internal sealed class NotificationOptionsValidator : IValidateOptions<NotificationOptions>
{
    private const string Templates = $"{NotificationOptions.Section}:{nameof(NotificationOptions.Templates)}";

    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        string[] problems = [.. options.Templates.SelectMany(pair => ProblemsOf(pair.Key, pair.Value))];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> ProblemsOf(string name, string text)
    {
        if (NoticeKinds.Find(name) is not { } kind)
        {
            return [$"{Templates}:{name}: '{text}' is of no kind of notice: {KindNames.Fix(name)}"];
        }

        return NoticeTemplate.ProblemsOf(text, NoticeTemplate.PlaceholdersOf(kind)).Select(problem => $"{Templates}:{kind.Name}: '{text}' {problem}");
    }
}
