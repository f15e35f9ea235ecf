using System.Text;
using SqueezeFlow.Notifications.Messages;

namespace SqueezeFlow.Notifications.Telegram;

/// <summary>A message as Telegram shows it: HTML with everything of ours escaped, within its limit of 4,096 characters.</summary>
internal static class TelegramText
{
    /// <summary>Characters of text at most, before what is escaped: below Telegram's 4,096, which counts them after.</summary>
    public const int Longest = 3_900;

    public static string Of(OutgoingMessage message)
    {
        StringBuilder text = new(message.Text);
        foreach (var other in message.Others)
        {
            text.Append('\n').Append(other);
        }

        var rest = message.More - message.Others.Count;
        var end = rest > 0 ? $"\nand {rest} more of this kind" : "";
        return $"<b>{Escape($"{message.Instance}: {NoticeTexts.Word(message.Kind.Severity)}")}</b>\n{Escape(Cut(text.ToString(), Longest - end.Length))}{end}";
    }

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        // Never in the middle of a sign that takes two.
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }
}
