using System.Text;

namespace SqueezeFlow.Notifications.Webhook;

/// <summary>The beginning of an answer, for a message: however long it is, no more of it is read.</summary>
internal static class AnswerStart
{
    private const int MostBytes = 2_048;
    private const int MostCharacters = 200;

    public static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostBytes];
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        var count = await body.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, cancellationToken);
        var text = string.Concat(Encoding.UTF8.GetString(buffer, 0, count).Select(sign => char.IsControl(sign) ? ' ' : sign)).Trim();
        return text.Length <= MostCharacters ? text : text[..MostCharacters];
    }
}
