using SqueezeFlow.Core.Notices;
using SqueezeFlow.Notifications.Messages;
using SqueezeFlow.Notifications.Settings;
using SqueezeFlow.Notifications.Tests.Doubles;

namespace SqueezeFlow.Notifications.Tests.Settings;

/// <summary>Texts with placeholders.</summary>
public sealed class TemplateTests
{
    public static TheoryData<string> Kinds => [.. NoticeKinds.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_usual_text_of_every_kind_uses_its_own_placeholders(string name)
    {
        var kind = NoticeKinds.Find(name)!;

        Assert.Empty(NoticeTemplate.ProblemsOf(kind.Text, NoticeTemplate.PlaceholdersOf(kind)));
        Assert.True(kind.Ends is null || kind.Ends.Stands);
    }

    [Fact]
    public void A_text_of_ones_own_takes_values_in_any_letter_case_and_says_what_is_not_known()
    {
        var options = new NotificationOptions { Instance = "here" };
        options.Templates["ENTRYFILLED"] = "{{{Symbol}}} {SIDE} on {instance} at {time}, {severity} {kind}, position {position}";

        var text = new NoticeTexts(options).Of(new(Notices.Entry("BTC"), DateTimeOffset.UnixEpoch));

        Assert.Equal("{BTC} LONG on here at 1970-01-01 00:00:00 UTC, info entryFilled, position -", text);
    }

    [Theory]
    [InlineData(null, "alts: Entered ")]
    [InlineData("{account} bought {symbol}", "alts bought BTC")]
    public void What_one_of_several_accounts_does_is_told_with_its_name_once(string? template, string start)
    {
        var options = new NotificationOptions();
        if (template is not null)
        {
            options.Templates["entryFilled"] = template;
        }

        var text = new NoticeTexts(options).Of(new(Notice.Of(NoticeKinds.EntryFilled, "BTC", ("symbol", "BTC"), (NoticeKinds.Account, "alts")), DateTimeOffset.UnixEpoch));

        Assert.StartsWith(start, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notice_holds_the_values_of_its_kind_that_are_known_and_no_others()
    {
        var notice = Notice.Of(NoticeKinds.FeedBack, "BYBIT/0", ("feed", "BYBIT/0"), ("exchange", null), ("markets", ""), ("profit", "12"));

        Assert.Equal("feed", Assert.Single(notice.Values).Key);
    }

    [Theory]
    [InlineData("{simbol}", "has an unknown placeholder {simbol} (did you mean {symbol}?): known are {signal}, {symbol}, {side}, {price}, {leverage}, {score}, {position}, {account}, {kind}, {severity}, {instance}, {time}")]
    [InlineData("{lasted}", "has an unknown placeholder {lasted}: known are")]
    [InlineData("{symbol", "has a brace without its other one")]
    [InlineData("symbol}", "has a brace without its other one")]
    [InlineData("{}", "has a brace without its other one")]
    [InlineData("{a{symbol}}", "has a brace without its other one")]
    [InlineData("", "is no text")]
    public void A_text_that_cannot_be_filled_is_refused_with_what_is_known(string text, string problem) =>
        Assert.StartsWith(problem, Assert.Single(NoticeTemplate.ProblemsOf(text, NoticeTemplate.PlaceholdersOf(NoticeKinds.EntryFilled))), StringComparison.Ordinal);
}
