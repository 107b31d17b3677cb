# concept: language-specific-pretraining
# prefix: [bpe-train, train-tokenizer]
# description: Byte pair encoding trained on the text of one language
# needs: tokenizers >= 0.13
# position: statement
# placeholders: {vocab_size=32000: [32000, 50000]}

# --- setup
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

# --- snippet
def train_bpe(texts, vocab_size=32000):
    """texts: strings of one language. Lowercase only if the language loses nothing by it; accents stay."""
    tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    trainer = trainers.BpeTrainer(vocab_size=vocab_size, special_tokens=["[UNK]"], show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer

# --- test
import re

lines = """\
en: In the morning the fisherman walks from his house to the shore. / The boat lies on the sand, and the nets are drying in the wind. / He pushes the boat into the water and rows towards the island. / On the island there is a small house, and in the house lives an old woman. / The old woman bakes bread in the morning and sells it in the harbour in the evening. / The fisherman brings her fish, and she gives him warm bread. / In the summer the children come from the village to the island and swim by the shore. / In the winter the sea freezes, and the fisherman walks over the ice to the village. / The teacher of the village writes letters to the fisherman, because the road is long. / In the letters she tells about the school, about the children and about the books. / The fisherman reads the letters in his house by the light of the lamp. / When the ice melts, the boats return to the water and the nets to the boats. / The harbour is full of people, and from the boats they carry fish into the houses. / In the evening the lamps are lit in the village, and the light can be seen on the island. / In the evening the old woman rows from the island to the village harbour. / The children carry the nets from the boat to the shore, and the teacher reads a letter. / In the winter the light of the lamps can be seen on the ice.
de: Am Morgen geht der Fischer von seinem Haus zum Ufer. / Das Boot liegt auf dem Sand, und die Netze trocknen im Wind. / Er schiebt das Boot ins Wasser und rudert zur Insel. / Auf der Insel steht ein kleines Haus, und in dem Haus wohnt eine alte Frau. / Die alte Frau backt am Morgen Brot und verkauft es am Abend im Hafen. / Der Fischer bringt ihr Fische, und sie gibt ihm warmes Brot. / Im Sommer kommen die Kinder aus dem Dorf auf die Insel und schwimmen am Ufer. / Im Winter friert das Meer zu, und der Fischer geht über das Eis ins Dorf. / Die Lehrerin des Dorfes schreibt dem Fischer Briefe, denn der Weg ist lang. / In den Briefen erzählt sie von der Schule, von den Kindern und von den Büchern. / Der Fischer liest die Briefe in seinem Haus im Licht der Lampe. / Wenn das Eis schmilzt, kehren die Boote ins Wasser zurück und die Netze in die Boote. / Der Hafen ist voller Menschen, und aus den Booten tragen sie Fische in die Häuser. / Am Abend werden im Dorf die Lampen angezündet, und das Licht sieht man auf der Insel. / Am Abend rudert die alte Frau von der Insel zum Hafen des Dorfes. / Die Kinder tragen die Netze vom Boot ans Ufer, und die Lehrerin liest einen Brief. / Im Winter sieht man das Licht der Lampen auf dem Eis.
es: Por la mañana el pescador camina desde su casa hasta la orilla. / La barca está en la arena y las redes se secan al viento. / Empuja la barca al agua y rema hacia la isla. / En la isla hay una casa pequeña, y en la casa vive una mujer vieja. / La mujer vieja hornea pan por la mañana y lo vende por la tarde en el puerto. / El pescador le lleva peces, y ella le da pan caliente. / En verano los niños vienen del pueblo a la isla y nadan junto a la orilla. / En invierno el mar se hiela, y el pescador camina sobre el hielo hasta el pueblo. / La maestra del pueblo escribe cartas al pescador, porque el camino es largo. / En las cartas habla de la escuela, de los niños y de los libros. / El pescador lee las cartas en su casa a la luz de la lámpara. / Cuando el hielo se derrite, las barcas vuelven al agua y las redes a las barcas. / El puerto está lleno de gente, y de las barcas llevan los peces a las casas. / Por la tarde se encienden las lámparas en el pueblo, y la luz se ve en la isla. / Por la tarde la mujer vieja rema desde la isla hasta el puerto del pueblo. / Los niños llevan las redes de la barca a la orilla, y la maestra lee una carta. / En invierno la luz de las lámparas se ve sobre el hielo.
fi: Aamulla kalastaja kävelee talostaan rantaan. / Vene on hiekalla, ja verkot kuivuvat tuulessa. / Hän työntää veneen veteen ja soutaa saarelle. / Saarella on pieni talo, ja talossa asuu vanha nainen. / Vanha nainen leipoo aamulla leipää ja myy sitä illalla satamassa. / Kalastaja tuo hänelle kalaa, ja hän antaa kalastajalle lämmintä leipää. / Kesällä lapset tulevat kylästä saarelle ja uivat rannassa. / Talvella meri jäätyy, ja kalastaja kävelee jään yli kylään. / Kylän opettaja kirjoittaa kalastajalle kirjeitä, koska matka on pitkä. / Kirjeissä hän kertoo koulusta, lapsista ja kirjoista. / Kalastaja lukee kirjeet talossaan lampun valossa. / Kun jää sulaa, veneet palaavat veteen ja verkot veneisiin. / Satama on täynnä ihmisiä, ja veneistä he kantavat kalaa taloihin. / Illalla kylässä sytytetään lamput, ja valo näkyy saarella. / Illalla vanha nainen soutaa saarelta kylän satamaan. / Lapset kantavat verkkoja veneestä rannalle, ja opettaja lukee kirjettä. / Talvella lamppujen valo näkyy jäällä.
""".splitlines()
stories = {tag: text.split(" / ") for tag, text in (line.split(": ", 1) for line in lines)}
training = {tag: sentences[:-3] for tag, sentences in stories.items()}


def fertility(tokenizer, sentences):
    words = [word for sentence in sentences for word in re.findall(r"\w+", sentence)]
    return sum(len(tokenizer.encode(word).tokens) for word in words) / len(words)


own = train_bpe(training["fi"], vocab_size=150)
shared = train_bpe([sentence for sentences in training.values() for sentence in sentences], vocab_size=150)
assert own.get_vocab_size() == shared.get_vocab_size() == 150
assert abs(fertility(own, stories["fi"][-3:]) - 2.667) < 1e-3
assert abs(fertility(shared, stories["fi"][-3:]) - 3.714) < 1e-3
