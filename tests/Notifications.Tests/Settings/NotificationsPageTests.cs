using SqueezeFlow.Core.Notices;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Notifications.Tests.Settings;

/// <summary>The page about notifications keeps up with the kinds.</summary>
public sealed class NotificationsPageTests
{
    [Fact]
    public void Every_kind_stands_on_the_page_with_severity_text_and_placeholders()
    {
        var page = Checkout.Read("docs", "notifications.md");

        Assert.All(NoticeKinds.All, kind => Assert.Contains(
            $"| `{kind.Name}` | {kind.Severity.ToString().ToLowerInvariant()} | `{kind.Text}` | {string.Join(", ", kind.Placeholders.Select(name => $"`{{{name}}}`"))} |",
            page,
            StringComparison.Ordinal));
    }
}
